package io.github.understudy;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.exception.StartException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * For what can only be given a URL: {@code jdbc:understudy:mysql://host[,host…]/database?…}. Connections of one URL with
 * the same properties share one {@link UnderstudyDataSource}, which is closed some seconds after the last of them.
 * Where you can, use {@link UnderstudyDataSource} itself. Thread-safe.
 */
public final class UnderstudyDriver implements Driver {
    private static final int MAJOR = 0;
    private static final int MINOR = 1;

    static {
        try {
            DriverManager.registerDriver(new UnderstudyDriver());
        } catch (SQLException e) {
            LoggerFactory.getLogger(UnderstudyDriver.class).error("the driver could not be registered", e);
        }
    }

    private final SharedDataSources shared = new SharedDataSources();

    /** For {@link java.util.ServiceLoader}. */
    public UnderstudyDriver() {}

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        if (url == null) {
            throw new SQLException("the URL is missing", "08001");
        }
        return url.startsWith(JdbcUrl.PREFIX);
    }

    /**
     * A logical connection; null if the URL is not one of this driver's.
     *
     * @throws SQLException if the configuration is wrong or no server can be used; the message names all problems
     */
    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        try {
            return shared.connect(url, properties);
        } catch (ConfigurationException | StartException e) {
            throw new SQLNonTransientConnectionException(e.getMessage(), "08001", e);
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return Arrays.stream(Setting.values())
                .map(setting -> {
                    String value = properties.getProperty(setting.key(), setting.defaultValue());
                    DriverPropertyInfo info = new DriverPropertyInfo(setting.key(), value);
                    info.description = setting.meaning();
                    return info;
                })
                .toArray(DriverPropertyInfo[]::new);
    }

    @Override
    public int getMajorVersion() {
        return MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return MINOR;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("SLF4J is used");
    }
}
