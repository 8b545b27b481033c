package io.github.understudy.metrics;

/**
 * What has gone to one node since it is known. Immutable.
 *
 * @param reads statements that provably only read; a batch counts once
 * @param writes all other statements but those that only begin or end a transaction or set something
 * @param asSource connections taken while it was the source
 * @param asReplica connections taken while it was a replica
 */
public record Traffic(long reads, long writes, Borrowings asSource, Borrowings asReplica) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, new Borrowings(0, 0), new Borrowings(0, 0));
}
