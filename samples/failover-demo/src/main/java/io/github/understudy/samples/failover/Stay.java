package io.github.understudy.samples.failover;

/**
 * A node in one condition for a while.
 *
 * @param node which one, from 0
 * @param from since when, by {@link RunClock}
 * @param to until when
 * @param seen what the library takes it for
 * @param truth what has really been done to it
 */
record Stay(int node, long from, long to, Seen seen, Truth truth) {

    /** What the library takes a node for. */
    enum Seen {
        UNKNOWN("unknown"),
        SOURCE("source"),
        REPLICA("replica"),
        EXCLUDED("no reads"),
        SUSPECT("suspect"),
        DOWN("down"),
        QUARANTINED("quarantined");

        private final String words;

        Seen(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** What has really been done to a node. */
    enum Truth {
        RUNNING("running"),
        KILLED("dead"),
        FROZEN("frozen");

        private final String words;

        Truth(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Stay until(long end) {
        return new Stay(node, from, end, seen, truth);
    }

    boolean isLike(Stay other) {
        return node == other.node && seen == other.seen && truth == other.truth;
    }
}
