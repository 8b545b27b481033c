package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.Classification.Dependence;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.internal.sql.StatementClassifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement does, where its text alone does not tell. */
final class Meanings {
    /** Nothing: harmless. */
    static final Classification EMPTY = new Classification(StatementClass.READ, Dependence.NONE, null);

    private Meanings() {}

    /** A read whose rows may be written through its result must run where they can be, as one that locks them. */
    static Classification forRows(Classification what, boolean updatable) {
        return updatable && what.kind() == StatementClass.READ ? what.as(StatementClass.LOCKING_READ) : what;
    }

    /** A batch is what all its statements are, and a write where they differ; it is counted by the text of the first. */
    static Classification of(List<String> batch, StatementClassifier classifier) {
        Classification common = null;
        for (String sql : batch) {
            Classification next = classifier.classify(sql);
            common = common == null ? next : both(common, next);
        }
        return common == null ? EMPTY : of(common);
    }

    private static Classification both(Classification one, Classification other) {
        StatementClass kind = one.kind() == other.kind() ? one.kind() : mixed(one.kind(), other.kind());
        Dependence dependence =
                one.dependence().compareTo(other.dependence()) >= 0 ? one.dependence() : other.dependence();
        return new Classification(kind, dependence, one.hint(), null, one.text());
    }

    private static StatementClass mixed(StatementClass one, StatementClass other) {
        return leavesState(one) || leavesState(other) ? StatementClass.SESSION : StatementClass.WRITE;
    }

    /** As a batch: a setting can't be carried by a text that is not its own. */
    static Classification of(Classification one) {
        return leavesState(one.kind()) ? one.as(StatementClass.SESSION) : one;
    }

    private static boolean leavesState(@Nullable StatementClass kind) {
        return kind == StatementClass.SETTING || kind == StatementClass.USE || kind == StatementClass.SESSION;
    }
}
