package io.github.understudy.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.UnderstudyDataSource;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** What is compared: the same pool with the same settings over the same driver, without and with the library. */
public enum PoolKind {
    HIKARI {
        @Override
        DataSource open(String url, Driver driver, Properties account) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(new DriverDataSource(() -> driver.connect(url, account)));
            return new HikariDataSource(config);
        }
    },
    UNDERSTUDY {
        @Override
        DataSource open(String url, Driver driver, Properties account) {
            return UnderstudyDataSource.builder()
                    .url(url)
                    .driver(driver)
                    .properties(account)
                    .build();
        }
    };

    /** The data source under test; close it with {@link #close}. */
    abstract DataSource open(String url, Driver driver, Properties account);

    static void close(DataSource source) throws SQLException {
        try {
            ((AutoCloseable) source).close();
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException("closing failed", e);
        }
    }
}
