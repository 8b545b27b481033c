package io.github.understudy.internal.pool;

import io.github.understudy.topology.Role;
import java.util.concurrent.atomic.LongAdder;

/** What has gone to one node. Thread-safe; counting takes one {@link LongAdder}, for the hot path. */
public final class TrafficCounts {
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder acquiredAsSource = new LongAdder();
    private final LongAdder acquiredAsReplica = new LongAdder();
    private final LongAdder failedAsSource = new LongAdder();
    private final LongAdder failedAsReplica = new LongAdder();

    /** A statement has run that only reads. */
    public void countRead() {
        reads.increment();
    }

    /** A statement has run that may have written. */
    public void countWrite() {
        writes.increment();
    }

    /** A request has taken a connection. */
    public void countAcquired(Role role) {
        (role == Role.SOURCE ? acquiredAsSource : acquiredAsReplica).increment();
    }

    /** A request could not take a connection. */
    public void countFailed(Role role) {
        (role == Role.SOURCE ? failedAsSource : failedAsReplica).increment();
    }

    public long reads() {
        return reads.sum();
    }

    public long writes() {
        return writes.sum();
    }

    public long acquired(Role role) {
        return (role == Role.SOURCE ? acquiredAsSource : acquiredAsReplica).sum();
    }

    public long failed(Role role) {
        return (role == Role.SOURCE ? failedAsSource : failedAsReplica).sum();
    }
}
