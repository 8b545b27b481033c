package io.github.understudy.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A transaction of one update, as a framework runs it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TransactionBenchmark {

    @Benchmark
    public int update(PooledState state) throws SQLException {
        try (Connection connection = state.connection()) {
            connection.setAutoCommit(false);
            int changed;
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE article SET stock = stock - 1 WHERE id = ?")) {
                statement.setInt(1, 42);
                changed = statement.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
            return changed;
        }
    }
}
