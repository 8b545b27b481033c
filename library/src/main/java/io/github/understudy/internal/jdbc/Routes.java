package io.github.understudy.internal.jdbc;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.internal.consistency.Causality;
import io.github.understudy.internal.routing.Access;
import io.github.understudy.internal.routing.RoutingMode;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.Classification;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.route.Route;
import io.github.understudy.route.RouteHint;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a statement and its circumstances to the kind of server it wants. */
final class Routes {
    private Routes() {}

    /**
     * What a statement wants outside of a transaction.
     *
     * @param reads true if it may run on a replica without being told
     * @param alone true if the statement is a transaction of its own
     * @param ofConnection what the application has said for the whole connection
     */
    static Wish wish(
            Classification what,
            RoutingMode mode,
            boolean reads,
            boolean alone,
            @Nullable RouteHint ofConnection,
            Causality thread) {
        if (mode == RoutingMode.OFF) {
            return Wish.WRITE;
        }
        RouteHint hint = hint(what, ofConnection);
        if (hint == null) {
            return reads && thread.level() != ConsistencyLevel.STRONG ? Wish.READ : Wish.WRITE;
        }
        boolean query = what.kind() == StatementClass.QUERY && alone;
        if (hint.target() == RouteHint.Target.SOURCE || !(reads || query)) {
            return Wish.WRITE;
        }
        boolean bounded = hint.maxLag() != null;
        return bounded || thread.level() != ConsistencyLevel.STRONG
                ? new Wish(Access.READ_ONLY, hint.maxLag(), hint.group())
                : Wish.WRITE;
    }

    private static @Nullable RouteHint hint(Classification what, @Nullable RouteHint ofConnection) {
        if (what.hint() != null) {
            return what.hint();
        }
        RouteHint ofThread = Route.current();
        return ofThread != null ? ofThread : ofConnection;
    }

    /** What an application says as client info; null for nothing. */
    static @Nullable RouteHint hint(@Nullable String value) throws SQLClientInfoException {
        RouteHint hint = value == null ? null : RouteHint.parse(value);
        if (value != null && hint == null) {
            throw new SQLClientInfoException(
                    "'" + value + "' is not a route: use source, replica, replica max-lag=500ms or group=NAME",
                    "S1009",
                    Map.of(RouteHint.CLIENT_INFO, ClientInfoStatus.REASON_VALUE_INVALID));
        }
        return hint;
    }

    /** Whose demands a read must meet; null if any state within the lag limit will do. */
    static @Nullable Causality demands(Wish wish, Causality thread) {
        boolean free = wish.maxLag() != null || thread.level() == ConsistencyLevel.EVENTUAL;
        return free ? null : thread;
    }
}
