package io.github.understudy.benchmarks;

import io.github.understudy.Setting;
import java.sql.Connection;
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

/** What the commit ledger costs, and replay, which adds no round trip: on a real MariaDB server. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class LedgerBenchmark extends WarehouseState {
    /** What is compared. */
    public enum Way {
        OFF("off", "off"),
        REPLAY("on", "off"),
        LEDGER("off", "on"),
        LEDGER_FOR_ALL("off", "all");

        private final String replay;
        private final String ledger;

        Way(String replay, String ledger) {
            this.replay = replay;
            this.ledger = ledger;
        }
    }

    @Param
    public Way way = Way.OFF;

    public LedgerBenchmark() {
        super(0);
    }

    @Override
    DataSource open(Warehouse warehouse) {
        return warehouse
                .understudy()
                .set(Setting.REPLAY, way.replay)
                .set(Setting.LEDGER, way.ledger)
                .build();
    }

    @Benchmark
    public int autocommit() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate("UPDATE article SET stock = stock - 1 WHERE id = 42");
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
