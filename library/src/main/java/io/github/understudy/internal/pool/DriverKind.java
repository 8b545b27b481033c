package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** The drivers that can be used, and what each needs to be told. */
public enum DriverKind {
    /** MySQL Connector/J. */
    CONNECTOR_J("com.mysql.cj.jdbc.Driver", "mysql", "com.mysql:mysql-connector-j") {
        @Override
        void complete(Properties properties) {
            properties.setProperty("socketFactory", ConnectorJSocketFactory.class.getName());
            // Read-only is for routing here; telling the server would cost a round trip each time.
            properties.putIfAbsent("readOnlyPropagatesToServer", "false");
            properties.putIfAbsent("tcpKeepAlive", "true");
            properties.putIfAbsent("trackSessionState", "true");
        }

        @Override
        PhysicalSession session(Connection connection) throws SQLException {
            return ConnectorJSession.begin(connection);
        }
    },
    /** MariaDB Connector/J. */
    MARIADB("org.mariadb.jdbc.Driver", "mariadb", "org.mariadb.jdbc:mariadb-java-client") {
        @Override
        void complete(Properties properties) {
            properties.setProperty("socketFactory", MariaDbSocketFactory.class.getName());
            properties.putIfAbsent("readOnlyPropagatesToServer", "false");
        }

        /** It drops what the server tells of GTIDs, and its reset is off unless asked for. */
        @Override
        PhysicalSession session(Connection connection) {
            return PhysicalSession.CLOSED_BOOK;
        }
    };

    private final String className;
    private final String protocol;
    private final String artifact;

    DriverKind(String className, String protocol, String artifact) {
        this.className = className;
        this.protocol = protocol;
        this.artifact = artifact;
    }

    /** The driver's class. */
    public String className() {
        return className;
    }

    /** The second part of its URLs. */
    public String protocol() {
        return protocol;
    }

    /** Where to get it. */
    public String artifact() {
        return artifact;
    }

    /** The URL of a single server: the drivers' own multi-host modes are never used. */
    String url(Endpoint endpoint, String database) {
        return "jdbc:" + protocol + "://" + endpoint + "/" + database;
    }

    abstract void complete(Properties properties);

    /** Reaches for the session of a new connection, beyond JDBC. */
    abstract PhysicalSession session(Connection connection) throws SQLException;
}
