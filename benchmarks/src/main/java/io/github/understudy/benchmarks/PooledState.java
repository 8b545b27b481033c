package io.github.understudy.benchmarks;

import io.github.understudy.benchmarks.stub.QuickDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A data source over the stub driver. */
@State(Scope.Benchmark)
public class PooledState {
    @Param
    public PoolKind pool = PoolKind.HIKARI;

    private DataSource source = new DriverDataSource(() -> null);

    @Setup(Level.Trial)
    public void open() {
        source = pool.open("jdbc:mysql://stub:3306/app", new QuickDriver(), new Properties());
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        PoolKind.close(source);
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }
}
