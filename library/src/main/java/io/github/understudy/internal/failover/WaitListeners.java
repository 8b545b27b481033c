package io.github.understudy.internal.failover;

import io.github.understudy.metrics.WaitListener;
import io.github.understudy.metrics.WaitOutcome;
import io.github.understudy.metrics.WaitReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told of each wait, on the request's own thread. Never fails: whatever a listener throws, be it an Error, neither
 * breaks the request nor keeps the others from being told. Thread-safe.
 */
final class WaitListeners {
    private static final Logger LOG = LoggerFactory.getLogger(WaitListeners.class);

    private final List<WaitListener> all = new CopyOnWriteArrayList<>();

    void add(WaitListener listener) {
        all.add(listener);
    }

    void remove(WaitListener listener) {
        all.remove(listener);
    }

    /** A wait begins on this thread. */
    Consumer<WaitOutcome> begun(WaitReason reason) {
        List<Consumer<WaitOutcome>> told = new ArrayList<>();
        for (WaitListener listener : all) {
            safely(() -> told.add(listener.onWait(reason)));
        }
        // Those that have begun last end first, as spans do.
        return outcome -> {
            for (int i = told.size() - 1; i >= 0; i--) {
                Consumer<WaitOutcome> each = told.get(i);
                safely(() -> each.accept(outcome));
            }
        };
    }

    private static void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("a listener of waits has failed", e);
        }
    }
}
