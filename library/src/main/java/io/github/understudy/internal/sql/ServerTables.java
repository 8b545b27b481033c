package io.github.understudy.internal.sql;

import java.util.Set;

/** The tables that tell of a session or of one server, and not of data that all servers of a cluster share. */
final class ServerTables {
    private static final Set<String> SCHEMAS = Set.of("PERFORMANCE_SCHEMA", "SYS", "MYSQL", "NDBINFO");
    private static final String DICTIONARY = "INFORMATION_SCHEMA";

    /** Of the dictionary, what describes the schema; all other tables there are about a session or a server. */
    private static final Set<String> SHARED = Set.of(
            "TABLES",
            "COLUMNS",
            "STATISTICS",
            "KEY_COLUMN_USAGE",
            "SCHEMATA",
            "VIEWS",
            "TABLE_CONSTRAINTS",
            "REFERENTIAL_CONSTRAINTS",
            "CHECK_CONSTRAINTS",
            "ROUTINES",
            "PARAMETERS",
            "TRIGGERS",
            "PARTITIONS",
            "CHARACTER_SETS",
            "COLLATIONS",
            "COLLATION_CHARACTER_SET_APPLICABILITY",
            "KEYWORDS",
            "SEQUENCES");

    /**
     * So unlike an application's names that they count without their schema, which the connection's address may have named:
     * what real servers have there and differs between them, without names such as {@code threads}, {@code hosts}, {@code
     * users}, {@code session}, {@code error_log} or {@code user_summary}, which applications have too.
     */
    private static final Set<String> TELLTALE = Set.of(
            "PROCESSLIST",
            "GLOBAL_STATUS",
            "SESSION_STATUS",
            "GLOBAL_VARIABLES",
            "SESSION_VARIABLES",
            "SYSTEM_VARIABLES",
            "USER_VARIABLES",
            "PERSISTED_VARIABLES",
            "VARIABLES_INFO",
            "VARIABLES_METADATA",
            "VARIABLES_BY_THREAD",
            "USER_VARIABLES_BY_THREAD",
            "PREPARED_STATEMENTS_INSTANCES",
            "PROFILING",
            "OPTIMIZER_TRACE",
            "APPLICABLE_ROLES",
            "ENABLED_ROLES",
            "METADATA_LOCK_INFO",
            "METADATA_LOCKS",
            "DATA_LOCKS",
            "DATA_LOCK_WAITS",
            "TABLE_HANDLES",
            "CLIENT_STATISTICS",
            "USER_STATISTICS",
            "INDEX_STATISTICS",
            "TABLE_STATISTICS",
            "QUERY_CACHE_INFO",
            "QUERY_RESPONSE_TIME",
            "CONNECTION_CONTROL_FAILED_LOGIN_ATTEMPTS",
            "BINARY_LOG_TRANSACTION_COMPRESSION_STATS",
            "COND_INSTANCES",
            "GENERAL_LOG",
            "GLOBAL_VARIABLE_ATTRIBUTES",
            "GTID_EXECUTED",
            "GTID_SLAVE_POS",
            "HOST_CACHE",
            "KEYRING_COMPONENT_STATUS",
            "KEYRING_KEYS",
            "KEY_CACHES",
            "LATEST_FILE_IO",
            "MUTEX_INSTANCES",
            "NDB_BINLOG_INDEX",
            "OBJECTS_SUMMARY_GLOBAL_BY_TYPE",
            "PERFORMANCE_TIMERS",
            "PS_CHECK_LOST_INSTRUMENTATION",
            "RWLOCK_INSTANCES",
            "SCHEMA_INDEX_STATISTICS",
            "SCHEMA_TABLES_WITH_FULL_TABLE_SCANS",
            "SCHEMA_TABLE_LOCK_WAITS",
            "SCHEMA_UNUSED_INDEXES",
            "SESSION_SSL_STATUS",
            "SETUP_ACTORS",
            "SETUP_CONSUMERS",
            "SETUP_INSTRUMENTS",
            "SETUP_LOGGERS",
            "SETUP_METERS",
            "SETUP_THREADS",
            "SETUP_TIMERS",
            "SLAVE_MASTER_INFO",
            "SLAVE_RELAY_LOG_INFO",
            "SLAVE_WORKER_INFO",
            "SLOW_LOG",
            "SOCKET_INSTANCES",
            "STATEMENT_ANALYSIS",
            "TEMPORARY_ACCOUNT_LOCKS",
            "TLS_CHANNEL_STATUS");

    private static final Set<String> TELLTALE_FAMILIES = Set.of(
            "INNODB_",
            "WSREP_",
            "THREAD_POOL_",
            "STATUS_BY_",
            "EVENTS_ERRORS_SUMMARY_",
            "EVENTS_STATEMENTS_",
            "EVENTS_STAGES_",
            "EVENTS_WAITS_",
            "EVENTS_TRANSACTIONS_",
            "FILE_SUMMARY_BY_",
            "HOST_SUMMARY",
            "IO_BY_THREAD_",
            "IO_GLOBAL_BY_",
            "MEMORY_BY_HOST_",
            "MEMORY_BY_THREAD_",
            "MEMORY_BY_USER_",
            "MEMORY_GLOBAL_",
            "MEMORY_SUMMARY_",
            "REPLICATION_APPLIER_",
            "REPLICATION_ASYNCHRONOUS_",
            "REPLICATION_CONNECTION_",
            "REPLICATION_GROUP_",
            "SCHEMA_TABLE_STATISTICS",
            "SESSION_CONNECT_ATTRS",
            "SESSION_ACCOUNT_CONNECT_ATTRS",
            "SOCKET_SUMMARY_BY_",
            "STATEMENTS_WITH_",
            "TABLE_IO_WAITS_",
            "TABLE_LOCK_WAITS_",
            "USER_SUMMARY_BY_",
            "WAITS_BY_HOST_",
            "WAITS_BY_USER_",
            "WAITS_GLOBAL_BY_",
            "WAIT_CLASSES_GLOBAL_",
            "X$");

    private ServerTables() {}

    /** True if the name here may be that of such a table, or of its schema. */
    static boolean isNamed(Tokens tokens, int i) {
        String name = tokens.name(i);
        if (tokens.isSign(i + 1, '.')) {
            if (SCHEMAS.contains(name)) {
                return true;
            }
            if (name.equals(DICTIONARY)) {
                return !SHARED.contains(tokens.name(i + 2));
            }
        }
        return TELLTALE.contains(name) || (isCompound(name) && isOfFamily(name));
    }

    /** True if the name is that of a schema whose tables tell of a server, at least some of them. */
    static boolean isSchema(String name) {
        return SCHEMAS.contains(name) || name.equals(DICTIONARY);
    }

    private static boolean isCompound(String name) {
        return name.indexOf('_') > 0 || name.startsWith("X$");
    }

    private static boolean isOfFamily(String name) {
        for (String family : TELLTALE_FAMILIES) {
            if (name.startsWith(family)) {
                return true;
            }
        }
        return false;
    }
}
