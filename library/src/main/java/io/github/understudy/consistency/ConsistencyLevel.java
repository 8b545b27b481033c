package io.github.understudy.consistency;

/** What a read is guaranteed to see. Each level includes what the one before it guarantees. */
public enum ConsistencyLevel {
    /** A state of the cluster not older than the lag limit. */
    EVENTUAL,
    /**
     * All that the calling thread (and whoever gave it a token) has written, and never an older state than it has seen
     * already. The default.
     */
    SESSION,
    /** Besides, all that was written through this data source, by any thread, before the read began. */
    INSTANCE,
    /** The newest state: reads go to the source. */
    STRONG
}
