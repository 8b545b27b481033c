package io.github.understudy.metrics;

import java.util.function.Consumer;

/**
 * Is told of each single wait of a request for a server, for traces. Called on the request's own thread, which goes on only
 * afterwards: it must be quick and must not use the data source. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface WaitListener {
    /**
     * A request begins to wait.
     *
     * @param reason what it waits for
     * @return is told on the same thread when the wait is over
     */
    Consumer<WaitOutcome> onWait(WaitReason reason);
}
