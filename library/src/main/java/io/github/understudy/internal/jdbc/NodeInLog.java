package io.github.understudy.internal.jdbc;

import io.github.understudy.topology.Endpoint;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the server that a logical connection works with in the log lines of the thread that works. Where a thread has
 * several connections, the one that has taken a server last is named, and when it is closed, the innermost of those that
 * are still open, in whatever order they are closed; after the last, what was there before the first.
 *
 * <p>A connection that is closed by another thread can't take its name out of this one's log lines: that happens when this
 * thread opens or closes its next one.
 */
final class NodeInLog {
    private static final String KEY = "understudy.node";

    /**
     * The MDC belongs to a thread and not to a data source, and so does this. A connection that nobody closes, or that
     * another thread does, is not held by it, nor is the library in a thread that outlives the application.
     */
    private static final ThreadLocal<@Nullable WeakReference<NodeInLog>> INNERMOST = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final @Nullable String outside;
    private @Nullable NodeInLog around;
    private @Nullable String name;
    private volatile boolean ended;

    NodeInLog() {
        NodeInLog last = innermost();
        // What is left in the log lines by one that was forgotten was not there before.
        outside = last != null ? last.outside : INNERMOST.get() == null ? MDC.get(KEY) : null;
        around = firstOpen(last);
        INNERMOST.set(new WeakReference<>(this));
    }

    /** The thread works with this server from now on. */
    void is(Endpoint endpoint) {
        if (Thread.currentThread() == thread && !ended) {
            name = endpoint.toString();
            MDC.put(KEY, name);
        }
    }

    void ended() {
        ended = true;
        if (Thread.currentThread() != thread) {
            return;
        }
        NodeInLog open = firstOpen(innermost());
        if (open == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(new WeakReference<>(open));
            open.forgetEnded();
        }
        say(open == null ? outside : open.name);
    }

    private static @Nullable NodeInLog innermost() {
        WeakReference<NodeInLog> last = INNERMOST.get();
        return last == null ? null : last.get();
    }

    private static @Nullable NodeInLog firstOpen(@Nullable NodeInLog from) {
        NodeInLog each = from;
        while (each != null && each.ended) {
            each = each.around;
        }
        return each;
    }

    /** Those around it that were closed before it. */
    private void forgetEnded() {
        for (NodeInLog each = this; each != null; each = each.around) {
            each.around = firstOpen(each.around);
        }
    }

    private static void say(@Nullable String name) {
        if (name == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, name);
        }
    }
}
