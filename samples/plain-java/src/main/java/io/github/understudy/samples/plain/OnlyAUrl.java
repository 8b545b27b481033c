package io.github.understudy.samples.plain;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * An application that knows HikariCP and JDBC, and nothing of Understudy but the URL in its {@code pool.properties}.
 *
 * <p>HikariCP's connections are logical ones here: they are many and cost nothing. Those to the servers are counted by
 * {@code understudy.pool.maximumPoolSize} in the URL.
 */
public final class OnlyAUrl {
    private static final String TRANSACTION_LOST = "08S02";

    private final DataSource dataSource;

    OnlyAUrl(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static void main(String[] args) throws SQLException, IOException {
        try (HikariDataSource pool = new HikariDataSource(new HikariConfig(properties()))) {
            OnlyAUrl notes = new OnlyAUrl(pool);
            notes.createTable();
            notes.write("a note");
            System.out.println(notes.count() + " notes");
        }
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = OnlyAUrl.class.getResourceAsStream("/pool.properties")) {
            properties.load(file);
        }
        return properties;
    }

    void createTable() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS note (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(200))");
        }
    }

    /** Writes in a transaction. It knows the library's exceptions by their SQLState, as JDBC has it. */
    void write(String text) throws SQLException {
        while (true) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, text);
                connection.commit();
                return;
            } catch (SQLException e) {
                if (!TRANSACTION_LOST.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static void insert(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO note (text) VALUES (?)")) {
            statement.setString(1, text);
            statement.executeUpdate();
        }
    }

    /** Goes to a replica. */
    int count() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM note")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
