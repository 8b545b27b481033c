package io.github.understudy.topology;

/**
 * What stays the same when a server changes its address: {@code server_uuid} on MySQL, {@code server_id} on MariaDB
 * (MariaDB has no identity of its own that survives a changed port or network card, and replication already demands
 * that {@code server_id} is unique within a cluster).
 *
 * @param value the identity as the server tells it
 */
public record NodeId(String value) {

    /** The identity of a MariaDB server. */
    public static NodeId ofServerId(long serverId) {
        return new NodeId("server-id-" + serverId);
    }

    @Override
    public String toString() {
        return value;
    }
}
