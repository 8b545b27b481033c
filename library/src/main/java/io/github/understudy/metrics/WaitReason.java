package io.github.understudy.metrics;

/** What a request waits for. */
public enum WaitReason {
    /** There is no source: the last one is dead or was demoted, and no other was promoted yet. */
    NO_SOURCE,
    /** There is a source, but it has not confirmed its role for too long, or something speaks against it. */
    SOURCE_UNCONFIRMED,
    /** The source is in another zone, and has not been there for long enough to take writes from here. */
    SOURCE_ELSEWHERE,
    /** The application has taken the source out of service. */
    SOURCE_DRAINED,
    /** The request has failed on the source, and waits until that has confirmed its role or there is another one. */
    SOURCE_FAILED,
    /** No node can serve reads. */
    NO_READABLE_NODE,
    /** A session is held on a replica that does not have yet what its thread has written or seen. */
    REPLICA_BEHIND
}
