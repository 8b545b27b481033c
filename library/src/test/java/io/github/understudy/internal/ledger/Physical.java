package io.github.understudy.internal.ledger;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Plain connections of the drivers. */
enum Physical {
    CONNECTOR_J("jdbc:mysql://%s/%s?sslMode=PREFERRED&allowPublicKeyRetrieval=true"),
    MARIADB("jdbc:mariadb://%s/%s?sslMode=disable&allowPublicKeyRetrieval=true");

    private final String url;

    Physical(String url) {
        this.url = url;
    }

    Connection open(Cluster cluster, TestNode node, boolean autocommit) throws SQLException {
        return open(cluster, node, cluster.user(), cluster.password(), autocommit);
    }

    Connection open(Cluster cluster, TestNode node, String user, String password, boolean autocommit)
            throws SQLException {
        Connection connection =
                DriverManager.getConnection(url.formatted(node.address(), cluster.database()), user, password);
        connection.setAutoCommit(autocommit);
        return connection;
    }

    static Flavor flavor(Cluster cluster) {
        return cluster.flavor() == ServerFlavor.MYSQL ? Flavor.MYSQL : Flavor.MARIADB;
    }

    static void execute(Connection connection, String... texts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : texts) {
                statement.execute(sql);
            }
        }
    }

    static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
        }
    }
}
