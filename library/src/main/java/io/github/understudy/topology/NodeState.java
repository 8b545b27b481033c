package io.github.understudy.topology;

/** Whether a node can be worked with, as the monitor has decided. */
public enum NodeState {
    /** Not probed yet. */
    UNKNOWN,
    /** Answers its probes. */
    UP,
    /** Missed a probe, or an application thread met an error; probed quickly until it is clear. */
    SUSPECT,
    /** Does not answer, or refuses to serve; its connections have been closed. */
    DOWN,
    /** Answers, but must not be used: it claims to be writable next to the accepted source, or its identity is in doubt. */
    QUARANTINED
}
