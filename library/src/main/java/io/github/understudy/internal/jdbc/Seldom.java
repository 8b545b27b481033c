package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.ledger.LedgerId;
import io.github.understudy.route.RouteHint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What few logical connections ever need, apart from the rest so that it costs the others nothing. */
final class Seldom {
    /** Given up, but their results are still being read. Who aborts the connection sees them from another thread. */
    private final List<Lease> lingering = new CopyOnWriteArrayList<>();

    @Nullable
    Session session;

    /** Holds state that can't be carried. */
    @Nullable
    Lease pinned;

    @Nullable
    Refusal refusal;

    @Nullable
    Runnable onClose;

    /** What the open transaction has done, where it may be done again. */
    @Nullable
    Recording recording;

    /** Under which the open transaction was noted before its COMMIT. */
    @Nullable
    LedgerId noted;

    /** What the application has said for this connection by client info. */
    @Nullable
    RouteHint hint;

    /** Names the server in the application's log lines. */
    @Nullable
    NodeInLog inLog;

    /** How long was waited for what runs next. */
    long waitedNanos;

    /** The connection that the application has written on was given up: what it kept of that is gone. */
    boolean lastWriteLost;

    List<Lease> lingering() {
        return lingering;
    }

    void linger(Lease lease) {
        lingering.add(lease);
    }

    /** True if it was among those that are still being read. */
    boolean unlink(Lease lease) {
        return lingering.remove(lease);
    }

    void close(Consumer<Lease> end) {
        lingering.forEach(end);
        lingering.clear();
        Runnable once = onClose;
        onClose = null;
        if (once != null) {
            once.run();
        }
        if (inLog != null) {
            inLog.ended();
        }
    }
}
