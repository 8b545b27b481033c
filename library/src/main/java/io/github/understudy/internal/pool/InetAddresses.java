package io.github.understudy.internal.pool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/** Texts that are addresses, and so need no name server. */
final class InetAddresses {
    private InetAddresses() {}

    static InetAddress of(String address) throws SQLException {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new SQLNonTransientConnectionException("'" + address + "' is not an address", "08001", e);
        }
    }
}
