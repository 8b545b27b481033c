package io.github.understudy.internal.routing;

/** What a request wants to do. */
public enum Access {
    /** It may write, or must see the newest data: only the source will do. */
    READ_WRITE,
    /** It only reads: a replica will do. */
    READ_ONLY
}
