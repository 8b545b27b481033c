package io.github.understudy.metrics;

/**
 * The connections to one node at one moment. Immutable.
 *
 * @param active in use
 * @param idle open and free
 * @param waiting threads that wait for one now
 * @param total open
 * @param most how many there may be
 */
public record PoolUsage(int active, int idle, int waiting, int total, int most) {}
