package io.github.understudy.internal.routing;

/** Who serves those who ask for a group, while none of its nodes is fit. */
public enum GroupFallback {
    /** The replicas without a group, then the source. */
    REPLICAS,
    /** The source. */
    SOURCE,
    /** Nobody: they wait. */
    NONE
}
