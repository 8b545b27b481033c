package io.github.understudy.benchmarks;

import io.github.understudy.Setting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
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
 * What reading one's own writes costs: one connection writes and reads in turn, on a real MariaDB source with one
 * replica. Without the library both run on the source; with it the read goes to the replica as soon as that has the
 * write, and to the source where it does not get it in time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AlternationBenchmark {
    /** What is compared. */
    public enum Way {
        HIKARI,
        EVENTUAL,
        SESSION
    }

    @Param
    public Way way = Way.HIKARI;

    private @Nullable Warehouse warehouse;
    private DataSource source = new DriverDataSource(() -> null);

    @Setup(Level.Trial)
    public void open() throws SQLException {
        Warehouse opened = new Warehouse(1);
        warehouse = opened;
        source = way == Way.HIKARI
                ? PoolKind.HIKARI.open(opened.url(), new com.mysql.cj.jdbc.Driver(), opened.account())
                : opened.understudy()
                        .set(Setting.CONSISTENCY, way.name().toLowerCase(Locale.ROOT))
                        .build();
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        PoolKind.close(source);
        if (warehouse != null) {
            warehouse.close();
        }
    }

    @Benchmark
    public int writeThenRead() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE article SET stock = stock + 1 WHERE id = 42");
            try (ResultSet rows = statement.executeQuery("SELECT stock FROM article WHERE id = 42")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
