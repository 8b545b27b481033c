package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.pool.DriverKind;

/**
 * What a connection is like before the application changes it, as far as it can be told without a server.
 *
 * @param url the URL without properties
 * @param user the account
 * @param database empty for none
 * @param autoCommit what pools start connections with
 * @param readOnly what pools start connections with
 * @param networkTimeoutMillis 0 for none
 * @param driver which one it is
 * @param driverMajor the driver's version
 * @param driverMinor the driver's version
 */
public record JdbcDefaults(
        String url,
        String user,
        String database,
        boolean autoCommit,
        boolean readOnly,
        int networkTimeoutMillis,
        DriverKind driver,
        int driverMajor,
        int driverMinor) {
    /** True if the driver takes commit and rollback in autocommit mode. */
    boolean endsTransactionsInAutoCommit() {
        return driver == DriverKind.MARIADB;
    }

    /** True if the driver tells the server when a connection is made read-only. */
    boolean tellsReadOnly() {
        return driver != DriverKind.MARIADB;
    }
}
