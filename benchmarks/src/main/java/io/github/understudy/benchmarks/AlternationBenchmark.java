package io.github.understudy.benchmarks;

import io.github.understudy.Setting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
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
 * What reading one's own writes costs: one connection writes and reads in turn, on a real MariaDB source with one
 * replica. Without the library both run on the source; with it the read goes to the replica as soon as that has the
 * write, and to the source where it does not get it in time.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AlternationBenchmark extends WarehouseState {
    /** What is compared. */
    public enum Way {
        HIKARI,
        EVENTUAL,
        SESSION
    }

    @Param
    public Way way = Way.HIKARI;

    public AlternationBenchmark() {
        super(1);
    }

    @Override
    DataSource open(Warehouse warehouse) throws SQLException {
        return way == Way.HIKARI
                ? PoolKind.HIKARI.open(warehouse.url(), new com.mysql.cj.jdbc.Driver(), warehouse.account())
                : warehouse
                        .understudy()
                        .set(Setting.CONSISTENCY, way.name().toLowerCase(Locale.ROOT))
                        .build();
    }

    @Benchmark
    public int writeThenRead() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE article SET stock = stock + 1 WHERE id = 42");
            try (ResultSet rows = statement.executeQuery("SELECT stock FROM article WHERE id = 42")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
