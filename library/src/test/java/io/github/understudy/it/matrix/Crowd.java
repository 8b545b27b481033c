package io.github.understudy.it.matrix;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Another client of a server, which takes connections away from the application. */
final class Crowd implements AutoCloseable {
    private static final int FREE = 5;
    private static final int NO_SUCH_THREAD = 1094;
    private static final int TOO_MANY_CONNECTIONS = 1040;
    private static final int ROUNDS = 10;

    private final TestNode node;
    private final String user;
    private final Connection admin;
    private final List<Connection> taken = new ArrayList<>();

    Crowd(Cluster cluster, TestNode node) throws SQLException {
        this.node = node;
        this.user = cluster.user();
        this.admin = connect(cluster.adminUser(), cluster.adminPassword());
    }

    private Connection connect(String name, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://" + node.address()
                + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true&user=" + name + "&password=" + password);
    }

    /** Takes connections until the server has none left. */
    void takeAll() throws SQLException {
        if (taken.isEmpty()) {
            int limit = number("SELECT COUNT(*) FROM information_schema.processlist") + FREE;
            run("SET GLOBAL max_connections = " + limit);
        }
        for (int refused = 0; refused < ROUNDS; ) {
            try {
                taken.add(connect("plain", "plain"));
            } catch (SQLException e) {
                if (e.getErrorCode() != TOO_MANY_CONNECTIONS) {
                    throw e;
                }
                refused++;
            }
        }
    }

    /** Ends all sessions of the application. */
    void killOthers() throws SQLException {
        for (int id : sessions()) {
            try {
                run("KILL " + id);
            } catch (SQLException e) {
                if (e.getErrorCode() != NO_SUCH_THREAD) {
                    throw e;
                }
            }
        }
    }

    private List<Integer> sessions() throws SQLException {
        List<Integer> ids = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE user = '" + user + "'")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }

    private int number(String sql) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : taken) {
            connection.close();
        }
        run("SET GLOBAL max_connections = 500");
        admin.close();
    }
}
