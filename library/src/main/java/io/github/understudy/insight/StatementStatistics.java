package io.github.understudy.insight;

import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all statements of one form have cost since the data source was made or its statistics were reset. Statements are
 * of one form if they differ only in values, in the number of values or rows in a list, in comments, or in white space.
 * A moment's view of figures that go on. Immutable.
 *
 * @param id the same for the same form in every instance and at all times; {@link #OTHERS} for all that was not counted
 *     by itself
 * @param text the statement with a {@code ?} for every value; nothing that was in quotes or in a comment is in it, but
 *     names in backticks. What can't be told apart for certain ends it with {@code …}
 * @param count how often it was run: batches and COMMIT count as one; repetitions on another server do not count
 * @param errors how many of these failed with an exception that the application got
 * @param total how long the application has waited for them altogether, up to the first row
 * @param p99 how long 99 of 100 took at most, told at most a quarter too high
 * @param max how long the longest took
 * @param waiting how much of the total was spent before anything was sent: waiting for a source, for a fresh enough
 *     replica, or for a connection of a pool; counted from 10 microseconds on
 * @param rows how many rows were changed, and read by {@code ResultSet.next()}; those of results that are still open are
 *     not in it yet
 * @param nodes how often it was run on which node, by the node's address then
 * @param lastNode where it was run last; null if it never got that far
 * @param lastSeen when it was run last, by this machine's clock
 */
public record StatementStatistics(
        String id,
        String text,
        long count,
        long errors,
        Duration total,
        Duration p99,
        Duration max,
        Duration waiting,
        long rows,
        Map<Endpoint, Long> nodes,
        @Nullable Endpoint lastNode,
        Instant lastSeen) {

    /** The id under which statements are counted that are not counted by themselves. */
    public static final String OTHERS = "others";

    public StatementStatistics {
        nodes = Map.copyOf(nodes);
    }

    /** How long one took on average. */
    public Duration mean() {
        return count == 0 ? Duration.ZERO : total.dividedBy(count);
    }

    /** How much of the total the network and the servers took. */
    public Duration executing() {
        return total.minus(waiting);
    }
}
