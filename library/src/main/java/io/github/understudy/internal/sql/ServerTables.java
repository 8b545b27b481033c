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

    /** So unlike an application's names that they count without their schema, which {@code USE} may have named. */
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
            "CONNECTION_CONTROL_FAILED_LOGIN_ATTEMPTS");

    private static final Set<String> TELLTALE_FAMILIES = Set.of(
            "INNODB_",
            "WSREP_",
            "THREAD_POOL_",
            "STATUS_BY_",
            "EVENTS_STATEMENTS_",
            "EVENTS_STAGES_",
            "EVENTS_WAITS_",
            "EVENTS_TRANSACTIONS_",
            "REPLICATION_APPLIER_",
            "REPLICATION_CONNECTION_",
            "REPLICATION_GROUP_",
            "SESSION_CONNECT_ATTRS",
            "SESSION_ACCOUNT_CONNECT_ATTRS");

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
        return TELLTALE.contains(name) || (name.indexOf('_') > 0 && isOfFamily(name));
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
