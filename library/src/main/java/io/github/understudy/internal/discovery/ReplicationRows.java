package io.github.understudy.internal.discovery;

import io.github.understudy.internal.resolver.Channel;
import io.github.understudy.internal.resolver.Observation.RegisteredReplica;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what servers say about replication. The columns have new names on MySQL 8.0.22 and later, and the old ones
 * before and on MariaDB.
 */
final class ReplicationRows {

    private ReplicationRows() {}

    /** @param sourceId how the flavor tells the identity of the source */
    static List<Channel> channels(List<Row> rows, Function<Row, @Nullable NodeId> sourceId) {
        return rows.stream()
                .map(row -> channel(row, sourceId))
                .filter(Objects::nonNull)
                .toList();
    }

    /** @param replicaId how the flavor tells the identity of a replica */
    static List<RegisteredReplica> replicas(List<Row> rows, Function<Row, @Nullable NodeId> replicaId) {
        return rows.stream()
                .map(row -> replica(row, replicaId))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The address, null if host or port are missing or unusable, which a server may well have in its settings. */
    static @Nullable Endpoint endpoint(String host, @Nullable Long port) {
        if (host.isBlank() || port == null) {
            return null;
        }
        try {
            return new Endpoint(host, Math.toIntExact(port));
        } catch (IllegalArgumentException | ArithmeticException notAnAddress) {
            return null;
        }
    }

    /** Null for a channel without a source: one that was reset, and the inner channels of Group Replication. */
    private static @Nullable Channel channel(Row row, Function<Row, @Nullable NodeId> sourceId) {
        Endpoint source = endpoint(row.text("source_host", "master_host"), row.number("source_port", "master_port"));
        if (source == null) {
            return null;
        }
        String receiver = row.text("replica_io_running", "slave_io_running");
        return new Channel(
                row.text("channel_name", "connection_name"),
                source,
                sourceId.apply(row),
                receiver.equalsIgnoreCase("Yes"),
                !receiver.equalsIgnoreCase("No"),
                row.text("replica_sql_running", "slave_sql_running").equalsIgnoreCase("Yes"),
                seconds(row.number("seconds_behind_source", "seconds_behind_master")),
                Objects.requireNonNullElse(seconds(row.number("sql_delay")), Duration.ZERO),
                error(row.text("last_io_error"), row.text("last_sql_error")),
                received(row));
    }

    /** All that moves when something arrives: transactions, the position in the source's log, heartbeats (MariaDB). */
    private static String received(Row row) {
        return Stream.of(
                        row.text("retrieved_gtid_set", "gtid_io_pos"),
                        row.text("source_log_file", "master_log_file"),
                        row.text("read_source_log_pos", "read_master_log_pos"),
                        row.text("slave_received_heartbeats"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("|"));
    }

    private static @Nullable RegisteredReplica replica(Row row, Function<Row, @Nullable NodeId> replicaId) {
        Endpoint endpoint = endpoint(row.text("host"), row.number("port"));
        return endpoint == null ? null : new RegisteredReplica(endpoint, replicaId.apply(row));
    }

    private static @Nullable Duration seconds(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static String error(String ofReceiver, String ofApplier) {
        return ofReceiver.isEmpty() || ofApplier.isEmpty()
                ? ofReceiver + ofApplier
                : "receiver: " + ofReceiver + "; applier: " + ofApplier;
    }
}
