package io.github.understudy.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of a node. Immutable.
 *
 * @param zone where it stands, such as a data centre; empty if that is not said
 * @param group what it is kept for, such as reports; empty for everything. A node of a group serves only those who ask
 *     for the group
 * @param weight its share of the reads, compared with the other replicas: 100 is ordinary
 * @param maxLag how far behind it may be, where its group has a limit of its own; null for the data source's
 */
public record Labels(
        String zone, String group, int weight, @Nullable Duration maxLag) {
    public static final int ORDINARY_WEIGHT = 100;

    public static final int MOST_WEIGHT = 1_000;

    /** Of a node whose group has no limit of its own. */
    public Labels(String zone, String group, int weight) {
        this(zone, group, weight, null);
    }

    /** Nothing is said of it. */
    public static final Labels NONE = new Labels("", "", ORDINARY_WEIGHT);

    /**
     * @throws IllegalArgumentException if the weight is not between 1 and {@link #MOST_WEIGHT}
     */
    public Labels {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("the weight is not between 1 and " + MOST_WEIGHT + ": " + weight);
        }
    }
}
