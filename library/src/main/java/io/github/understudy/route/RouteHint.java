package io.github.understudy.route;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement is to run. It can be given for a scope ({@link Route}), in a comment of the statement
 * ({@code /* understudy: replica max-lag=2s *}{@code /}), or for a connection
 * ({@code setClientInfo("understudy.route", "group=reporting")}). Immutable.
 *
 * <p>A hint never sends a write to a replica, and never moves an open transaction.
 *
 * @param target what kind of server
 * @param maxLag how far a replica may be behind, null for the data source's limit; this takes the place of the
 *     consistency level, so that the session's own writes may be missing
 * @param group the group of {@link Target#GROUP}, empty otherwise
 */
public record RouteHint(Target target, @Nullable Duration maxLag, String group) {
    private static final Pattern FORM = Pattern.compile(
            "(source)|replica(?:\\s+max-lag\\s*=\\s*(\\d{1,9})\\s*(ms|s|m))?|group\\s*=\\s*([\\w.-]{1,64})");

    private static final Pattern GROUP = Pattern.compile("[\\w.-]{1,64}");

    /** The kinds of servers that can be asked for. */
    public enum Target {
        /** The source, for reads as well. */
        SOURCE,
        /** A replica, also for queries that are not provably reads; the source if there is none. */
        REPLICA,
        /** The nodes of a group, then any other replica, then the source. */
        GROUP
    }

    /** The name under which {@code setClientInfo} takes a hint. */
    public static final String CLIENT_INFO = "understudy.route";

    /** The newest data: the source. */
    public static final RouteHint SOURCE = new RouteHint(Target.SOURCE, null, "");

    /**
     * @throws IllegalArgumentException if the group is given without {@link Target#GROUP} or the other way round, is not
     *     made of up to 64 letters, digits, dots, dashes and underscores, or if the lag is negative
     */
    public RouteHint {
        Objects.requireNonNull(target);
        group = group.toLowerCase(Locale.ROOT);
        if ((target == Target.GROUP) != GROUP.matcher(group).matches()
                || (target != Target.GROUP && !group.isEmpty())) {
            throw new IllegalArgumentException("'" + group + "' is no name of a group for a hint of " + target);
        }
        if (maxLag != null && maxLag.isNegative()) {
            throw new IllegalArgumentException("the lag is negative: " + maxLag);
        }
    }

    /**
     * Reads {@code source}, {@code replica}, {@code replica max-lag=500ms} (or {@code s}, {@code m}) or
     * {@code group=reporting}, in any case of letters.
     *
     * @return null if the text is none of these
     */
    public static @Nullable RouteHint parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return null;
        }
        if (form.group(1) != null) {
            return SOURCE;
        }
        if (form.group(4) != null) {
            return new RouteHint(Target.GROUP, null, form.group(4));
        }
        Duration limit = form.group(2) == null ? null : duration(Long.parseLong(form.group(2)), form.group(3));
        return new RouteHint(Target.REPLICA, limit, "");
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }
}
