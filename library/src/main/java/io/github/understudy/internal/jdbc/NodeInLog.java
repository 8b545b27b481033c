package io.github.understudy.internal.jdbc;

import io.github.understudy.topology.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the server that a logical connection works with in the log lines of the thread that works. Where a thread has
 * several connections, the one inside names its own, and what was named before is named again when it is closed.
 */
final class NodeInLog {
    private static final String KEY = "understudy.node";

    private final Thread thread = Thread.currentThread();
    private final @Nullable String before = MDC.get(KEY);

    /** The thread works with this server from now on. */
    void is(Endpoint endpoint) {
        if (Thread.currentThread() == thread) {
            MDC.put(KEY, endpoint.toString());
        }
    }

    void ended() {
        if (Thread.currentThread() != thread) {
            return;
        }
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
