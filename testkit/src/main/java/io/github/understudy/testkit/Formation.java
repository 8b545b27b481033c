package io.github.understudy.testkit;

import java.time.Duration;

/** What holds a cluster's servers together. */
interface Formation {
    /** The node that writes are expected on in the beginning, or since a change. */
    TestNode source();

    /** Starts all nodes. */
    void startAll();

    /** Starts a dead node in its place. */
    void start(TestNode node);

    /** Gives a node another address. */
    void move(TestNode node);

    /** Waits until all live nodes have what was written before. */
    void awaitCaughtUp(Duration atMost);

    /** Brings everything back to what it was ordered as. */
    void restore();
}
