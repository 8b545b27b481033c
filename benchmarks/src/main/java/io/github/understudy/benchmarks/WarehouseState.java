package io.github.understudy.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A data source over real servers. */
@State(Scope.Benchmark)
public abstract class WarehouseState {
    private final int replicas;
    private @Nullable Warehouse warehouse;
    private DataSource source = new DriverDataSource(() -> null);

    WarehouseState(int replicas) {
        this.replicas = replicas;
    }

    abstract DataSource open(Warehouse warehouse) throws SQLException;

    @Setup(Level.Trial)
    public void open() throws SQLException {
        Warehouse opened = new Warehouse(replicas);
        warehouse = opened;
        source = open(opened);
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        PoolKind.close(source);
        if (warehouse != null) {
            warehouse.close();
        }
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }
}
