package io.github.understudy.metrics;

/**
 * How often requests have taken a connection to a node. Immutable.
 *
 * @param acquired they got one
 * @param failed they got none: it could not be opened, or none was free within a quarter of a second. They may have got
 *     one, there or elsewhere, at a later attempt
 */
public record Borrowings(long acquired, long failed) {}
