package io.github.understudy.topology;

/**
 * What the configuration says of a node. Immutable.
 *
 * @param zone where it stands, such as a data centre; empty if that is not said
 * @param group what it is kept for, such as reports; empty for everything. A node of a group serves only those who ask
 *     for the group
 * @param weight its share of the reads, compared with the other replicas: 100 is ordinary
 */
public record Labels(String zone, String group, int weight) {
    public static final int ORDINARY_WEIGHT = 100;

    public static final int MOST_WEIGHT = 1_000;

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
