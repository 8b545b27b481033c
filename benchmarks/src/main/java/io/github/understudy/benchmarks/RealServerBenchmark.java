package io.github.understudy.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
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

/**
 * The same work on a real MariaDB server on this machine, through MySQL Connector/J. Both ways go through the test
 * kit's proxy, which adds to both the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RealServerBenchmark {
    @Param
    public PoolKind pool = PoolKind.HIKARI;

    private @Nullable Warehouse warehouse;
    private DataSource source = new DriverDataSource(() -> null);

    @Setup(Level.Trial)
    public void open() throws SQLException {
        Warehouse opened = new Warehouse(0);
        warehouse = opened;
        source = pool.open(opened.url(), new com.mysql.cj.jdbc.Driver(), opened.account());
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        PoolKind.close(source);
        if (warehouse != null) {
            warehouse.close();
        }
    }

    @Benchmark
    public int preparedQuery() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT stock FROM article WHERE id = ?")) {
            statement.setInt(1, 42);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @Benchmark
    public int transaction() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            int changed;
            try (Statement statement = connection.createStatement()) {
                changed = statement.executeUpdate("UPDATE article SET stock = stock - 1 WHERE id = 42");
            }
            connection.commit();
            connection.setAutoCommit(true);
            return changed;
        }
    }
}
