package io.github.understudy.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that an administrator keeps from being changed on one server, whatever its cluster does. */
final class HeldTable implements AutoCloseable {
    private final Connection session;
    private final String table;

    HeldTable(TestNode node, Cluster cluster, String table) throws SQLException {
        String url = "jdbc:mysql://" + node.address() + "/" + cluster.database()
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        this.session = DriverManager.getConnection(url, cluster.adminUser(), cluster.adminPassword());
        this.table = table;
    }

    void hold() throws SQLException {
        execute("LOCK TABLES " + table + " READ");
    }

    void holdAll() throws SQLException {
        execute("FLUSH TABLES WITH READ LOCK");
    }

    void release() throws SQLException {
        execute("UNLOCK TABLES");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
