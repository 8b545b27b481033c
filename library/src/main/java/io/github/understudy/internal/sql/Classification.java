package io.github.understudy.internal.sql;

import io.github.understudy.route.RouteHint;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's text tells.
 *
 * @param kind what it does
 * @param dependence what of the session's past its answer depends on
 * @param hint where the application wants it to run, as its comment says; null if it does not say
 * @param setting for a {@link StatementClass#SETTING} with exactly one assignment, which variable it sets, as in
 *     {@code @request} or {@code session sql_mode}: all that an earlier text of the same variable did is undone by the
 *     later, which so can take the earlier one's part, but not its place: that is behind the texts between them. Null if
 *     that can't be told
 * @param text the text itself; null where there is none of the application's
 */
public record Classification(
        StatementClass kind,
        Dependence dependence,
        @Nullable RouteHint hint,
        @Nullable String setting,
        @Nullable StatementText text) {

    /** What is no statement of the application's, and sets no single variable. */
    public Classification(StatementClass kind, Dependence dependence, @Nullable RouteHint hint) {
        this(kind, dependence, hint, null, null);
    }

    /** The same text, where it does something else than it seems to. */
    public Classification as(StatementClass other) {
        return new Classification(other, dependence, hint, null, text);
    }

    /** Which earlier statement's traces on the server a statement reads. */
    public enum Dependence {
        NONE,
        /** {@code LAST_INSERT_ID()} and the like: it must run on the connection of the last write. */
        LAST_WRITE,
        /** {@code FOUND_ROWS()}, {@code ROW_COUNT()}, {@code SHOW WARNINGS}: on that of the statement just before. */
        PREVIOUS
    }
}
