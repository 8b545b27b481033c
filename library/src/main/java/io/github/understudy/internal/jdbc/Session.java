package io.github.understudy.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the application has made on its connection through JDBC. They are put on a physical connection when
 * it is used next, and only those that it does not have yet. Used by one thread.
 */
final class Session {
    private static final int ITEMS = Item.values().length;

    private final int[] changedAt = new int[ITEMS];
    private int version;
    private boolean autoCommit;
    private boolean readOnly;
    private int isolation;
    private int holdability;
    private int networkTimeout;
    private @Nullable Executor networkExecutor;
    private @Nullable String catalog;
    private @Nullable String schema;
    private @Nullable Map<String, Class<?>> typeMap;
    private @Nullable Properties clientInfo;

    private enum Item {
        AUTO_COMMIT,
        READ_ONLY,
        ISOLATION,
        HOLDABILITY,
        NETWORK_TIMEOUT,
        CATALOG,
        SCHEMA,
        TYPE_MAP,
        CLIENT_INFO
    }

    int version() {
        return version;
    }

    private void changed(Item item) {
        changedAt[item.ordinal()] = ++version;
    }

    private boolean isNewer(Item item, int than) {
        return changedAt[item.ordinal()] > than;
    }

    private boolean isSet(Item item) {
        return changedAt[item.ordinal()] > 0;
    }

    /** Brings a connection that has an older version up to date. */
    void applyTo(Connection connection, int has) throws SQLException {
        if (isNewer(Item.READ_ONLY, has)) {
            connection.setReadOnly(readOnly);
        }
        if (isNewer(Item.NETWORK_TIMEOUT, has)) {
            connection.setNetworkTimeout(networkExecutor, networkTimeout);
        }
        if (isNewer(Item.CATALOG, has)) {
            connection.setCatalog(catalog);
        }
        if (isNewer(Item.SCHEMA, has)) {
            connection.setSchema(schema);
        }
        if (isNewer(Item.ISOLATION, has)) {
            connection.setTransactionIsolation(isolation);
        }
        if (isNewer(Item.HOLDABILITY, has)) {
            connection.setHoldability(holdability);
        }
        if (isNewer(Item.TYPE_MAP, has)) {
            connection.setTypeMap(typeMap);
        }
        if (isNewer(Item.CLIENT_INFO, has)) {
            connection.setClientInfo(clientInfo);
        }
        if (isNewer(Item.AUTO_COMMIT, has)) {
            connection.setAutoCommit(autoCommit);
        }
    }

    void autoCommit(boolean value) {
        autoCommit = value;
        changed(Item.AUTO_COMMIT);
    }

    void readOnly(boolean value) {
        readOnly = value;
        changed(Item.READ_ONLY);
    }

    void isolation(int value) {
        isolation = value;
        changed(Item.ISOLATION);
    }

    /** Null if the application has not set it. */
    @Nullable
    Integer isolation() {
        return isSet(Item.ISOLATION) ? isolation : null;
    }

    void holdability(int value) {
        holdability = value;
        changed(Item.HOLDABILITY);
    }

    void networkTimeout(@Nullable Executor executor, int millis) {
        networkExecutor = executor;
        networkTimeout = millis;
        changed(Item.NETWORK_TIMEOUT);
    }

    /** Null if the application has not set it. */
    @Nullable
    Integer networkTimeout() {
        return isSet(Item.NETWORK_TIMEOUT) ? networkTimeout : null;
    }

    void catalog(@Nullable String value) {
        catalog = value;
        changed(Item.CATALOG);
    }

    /** Null if the application has not set it. */
    @Nullable
    String catalog() {
        return catalog;
    }

    void schema(@Nullable String value) {
        schema = value;
        changed(Item.SCHEMA);
    }

    void typeMap(@Nullable Map<String, Class<?>> value) {
        typeMap = value;
        changed(Item.TYPE_MAP);
    }

    void clientInfo(@Nullable String name, @Nullable String value) {
        if (clientInfo == null) {
            clientInfo = new Properties();
        }
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
        changed(Item.CLIENT_INFO);
    }
}
