package io.github.understudy.internal.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** How many rows a run has changed. */
final class Rows {
    private Rows() {}

    /** As the driver told it; 0 where it told nothing. */
    static long changed(Object answer, Statement physical) {
        if (answer instanceof Integer count) {
            return Math.max(0, count);
        }
        if (answer instanceof Long count) {
            return Math.max(0, count);
        }
        if (answer instanceof int[] each) {
            long sum = 0;
            for (int count : each) {
                sum += Math.max(0, count);
            }
            return sum;
        }
        if (answer instanceof long[] each) {
            long sum = 0;
            for (long count : each) {
                sum += Math.max(0, count);
            }
            return sum;
        }
        return told(physical);
    }

    private static long told(Statement physical) {
        try {
            return Math.max(0, physical.getLargeUpdateCount());
        } catch (SQLException e) {
            return 0;
        }
    }
}
