package io.github.understudy.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same work on a real MariaDB server on this machine, through MySQL Connector/J. Both ways go through the test
 * kit's proxy, which adds to both the same.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RealServerBenchmark extends WarehouseState {
    @Param
    public PoolKind pool = PoolKind.HIKARI;

    public RealServerBenchmark() {
        super(0);
    }

    @Override
    DataSource open(Warehouse warehouse) throws SQLException {
        return pool.open(warehouse.url(), new com.mysql.cj.jdbc.Driver(), warehouse.account());
    }

    @Benchmark
    public int preparedQuery() throws SQLException {
        try (Connection connection = connection();
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
        try (Connection connection = connection()) {
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
