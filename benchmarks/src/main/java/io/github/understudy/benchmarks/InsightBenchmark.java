package io.github.understudy.benchmarks;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.benchmarks.stub.QuickDriver;
import io.github.understudy.internal.sql.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What counting statements costs: the same without it (0 digests) and with it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class InsightBenchmark {
    private static final String QUERY = "SELECT stock FROM article WHERE id = ?";

    @Param({"0", "500"})
    public String digests = "0";

    private @Nullable UnderstudyDataSource dataSource;

    @Setup(Level.Trial)
    public void open() {
        dataSource = UnderstudyDataSource.builder()
                .url("jdbc:mysql://stub:3306/app")
                .driver(new QuickDriver())
                .set(Setting.STATEMENT_DIGESTS, digests)
                .build();
    }

    @TearDown(Level.Trial)
    public void close() {
        if (dataSource != null) {
            dataSource.close();
        }
    }

    /** From taking a connection to giving it back. */
    @Benchmark
    public int preparedQuery() throws SQLException {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setInt(1, 42);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** The form of a text that was never seen before. */
    @Benchmark
    public String newForm() {
        return Digest.text(QUERY);
    }

    private Connection connection() throws SQLException {
        if (dataSource == null) {
            throw new IllegalStateException("not open");
        }
        return dataSource.getConnection();
    }
}
