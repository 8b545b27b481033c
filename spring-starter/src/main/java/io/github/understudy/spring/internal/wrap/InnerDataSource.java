package io.github.understudy.spring.internal.wrap;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Where a pool takes its connections from that has Understudy inside. Thread-safe. */
final class InnerDataSource extends AbstractDataSource {
    private final Start start;

    InnerDataSource(Start start) {
        this.start = start;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return start.dataSource().getConnection();
    }

    /** The pool names the account that Understudy has from it already. */
    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        return getConnection();
    }
}
