package io.github.understudy.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the application has made on its connection, through JDBC or by SQL. They are put on a physical
 * connection when it is used next, in the order in which they were made, and only those that it does not have yet. Used
 * by one thread.
 */
final class Session {
    private static final int ITEMS = Item.values().length;

    private final int[] changedAt;
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
    private @Nullable SqlSettings sql;

    private enum Item {
        READ_ONLY,
        NETWORK_TIMEOUT,
        CATALOG,
        SCHEMA,
        ISOLATION,
        HOLDABILITY,
        TYPE_MAP,
        CLIENT_INFO,
        AUTO_COMMIT;

        static final List<Item> APPLIED_IN_THIS_ORDER = List.of(values());
    }

    Session() {
        changedAt = new int[ITEMS];
    }

    private Session(Session other) {
        changedAt = other.changedAt.clone();
        version = other.version;
        autoCommit = other.autoCommit;
        readOnly = other.readOnly;
        isolation = other.isolation;
        holdability = other.holdability;
        networkTimeout = other.networkTimeout;
        networkExecutor = other.networkExecutor;
        catalog = other.catalog;
        schema = other.schema;
        typeMap = other.typeMap;
        clientInfo = other.clientInfo;
        sql = other.sql;
    }

    /** The same, to go back to if a change turns out to be refused. */
    Session copy() {
        return new Session(this);
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

    /** True if something was set by SQL after this version. */
    boolean hasSqlSince(int has) {
        return sql != null && sql.isNewer(has);
    }

    /** Brings a connection that has an older version up to date. */
    void applyTo(Connection connection, int has) throws SQLException {
        if (sql == null || !sql.isNewer(has)) {
            for (Item item : Item.APPLIED_IN_THIS_ORDER) {
                apply(item, connection, has);
            }
            return;
        }
        // What was set by SQL and what was set through JDBC may be the same thing: the later one counts.
        for (int at = has + 1; at <= version; at++) {
            for (Item item : Item.APPLIED_IN_THIS_ORDER) {
                if (changedAt[item.ordinal()] == at) {
                    apply(item, connection, has);
                }
            }
            sql.applyTo(connection, at);
        }
    }

    private void apply(Item item, Connection connection, int has) throws SQLException {
        if (!isNewer(item, has)) {
            return;
        }
        switch (item) {
            case READ_ONLY -> connection.setReadOnly(readOnly);
            case NETWORK_TIMEOUT -> connection.setNetworkTimeout(networkExecutor, networkTimeout);
            case CATALOG -> connection.setCatalog(catalog);
            case SCHEMA -> connection.setSchema(schema);
            case ISOLATION -> connection.setTransactionIsolation(isolation);
            case HOLDABILITY -> connection.setHoldability(holdability);
            case TYPE_MAP -> connection.setTypeMap(typeMap);
            case CLIENT_INFO -> connection.setClientInfo(clientInfo);
            case AUTO_COMMIT -> connection.setAutoCommit(autoCommit);
        }
    }

    /**
     * The application has set something by SQL that is set on other connections by the same text.
     *
     * @return false if there is too much to carry along
     */
    boolean bySql(String text, @Nullable String variable) {
        if (sql == null) {
            sql = new SqlSettings();
        }
        return sql.add(text, variable, ++version);
    }

    /** True if something was set by SQL. */
    boolean hasSql() {
        return sql != null;
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

    /** Null if the application has not set it, or may have set it by SQL since. */
    @Nullable
    Integer isolation() {
        return isSet(Item.ISOLATION) && sql == null ? isolation : null;
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

    /** All that the application has set; a copy. */
    Properties clientInfo() {
        Properties copy = new Properties();
        if (clientInfo != null) {
            copy.putAll(clientInfo);
        }
        return copy;
    }

    void clientInfo(@Nullable String name, @Nullable String value) {
        Properties next = clientInfo();
        if (value == null) {
            next.remove(name);
        } else {
            next.setProperty(name, value);
        }
        clientInfo(next);
    }

    /** In place of all that was there. */
    void clientInfo(Properties all) {
        clientInfo = all;
        changed(Item.CLIENT_INFO);
    }
}
