package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of itself in one probe.
 *
 * @param id its identity
 * @param instance tells two running servers apart that claim one identity: host name, port and data directory as the
 *     server itself sees them
 * @param advertised the address the server gives to others ({@code report_host}, {@code report_port}), null if none
 * @param readOnly true if any flag keeps the application from writing: {@code read_only}, {@code super_read_only},
 *     {@code innodb_read_only}, {@code transaction_read_only}
 * @param offline true if the server turns applications away ({@code offline_mode})
 * @param gtids what it has executed; null where GTIDs are off
 * @param channels one for each source it is configured to follow; null if the account may not ask
 * @param replicas the replicas that are registered with it; empty if there are none or the account may not ask
 * @param limitations what the account was not allowed to see, each with the grant that would help
 * @param writers who wrote what it has executed, on MariaDB; null on MySQL, whose sets tell that, and where GTIDs are off
 * @param session the number of the session that asked; servers count them from the start of each run. 0 if not known
 * @param galera what it said as a node of a Galera cluster; null if it is none
 * @param ndb what it said as an SQL node of an NDB cluster; null if it is none
 * @param group what it said as a member of a group (Group Replication); null if it is none
 * @param cloning true if it copies another server's data over its own ({@code CLONE INSTANCE}), which is gone already
 * @param metadata what its copy of InnoDB Cluster's metadata says; null if it was not asked for that, or did not say
 */
public record Observation(
        NodeId id,
        String instance,
        Flavor flavor,
        String version,
        @Nullable Endpoint advertised,
        boolean readOnly,
        boolean offline,
        @Nullable GtidSet gtids,
        @Nullable List<Channel> channels,
        List<RegisteredReplica> replicas,
        List<String> limitations,
        @Nullable WriterPositions writers,
        long session,
        @Nullable GaleraStatus galera,
        @Nullable NdbStatus ndb,
        @Nullable GroupStatus group,
        boolean cloning,
        @Nullable ClusterMetadata metadata) {
    /** Of a server that was not asked for InnoDB Cluster's metadata. */
    public Observation(
            NodeId id,
            String instance,
            Flavor flavor,
            String version,
            @Nullable Endpoint advertised,
            boolean readOnly,
            boolean offline,
            @Nullable GtidSet gtids,
            @Nullable List<Channel> channels,
            List<RegisteredReplica> replicas,
            List<String> limitations,
            @Nullable WriterPositions writers,
            long session,
            @Nullable GaleraStatus galera,
            @Nullable NdbStatus ndb,
            @Nullable GroupStatus group,
            boolean cloning) {
        this(
                id,
                instance,
                flavor,
                version,
                advertised,
                readOnly,
                offline,
                gtids,
                channels,
                replicas,
                limitations,
                writers,
                session,
                galera,
                ndb,
                group,
                cloning,
                null);
    }

    /** Of a server whose {@code gtids} tell all, or nothing, whose session is not known, and that is no node of a Galera cluster. */
    public Observation(
            NodeId id,
            String instance,
            Flavor flavor,
            String version,
            @Nullable Endpoint advertised,
            boolean readOnly,
            boolean offline,
            @Nullable GtidSet gtids,
            @Nullable List<Channel> channels,
            List<RegisteredReplica> replicas,
            List<String> limitations) {
        this(
                id,
                instance,
                flavor,
                version,
                advertised,
                readOnly,
                offline,
                gtids,
                channels,
                replicas,
                limitations,
                null,
                0,
                null,
                null,
                null,
                false);
    }

    /** True if it can be written to, and is nobody's replica as far as the account may see. */
    public boolean looksLikeSource() {
        return isWritable() && (channels == null || channels.isEmpty());
    }

    /** As heard over a connection of the application: what its session and its account tell says nothing of the server. */
    public Observation overheard() {
        return with(List.of(), 0, null);
    }

    /** The same, with what this server knew of InnoDB Cluster's metadata before, where it did not say now. */
    Observation after(@Nullable Observation before) {
        return metadata != null || before == null || before.metadata == null || !before.id.equals(id)
                ? this
                : with(limitations, session, before.metadata);
    }

    private Observation with(List<String> limits, long number, @Nullable ClusterMetadata told) {
        return new Observation(
                id,
                instance,
                flavor,
                version,
                advertised,
                readOnly,
                offline,
                gtids,
                channels,
                replicas,
                limits,
                writers,
                number,
                galera,
                ndb,
                group,
                cloning,
                told);
    }

    boolean isWritable() {
        return !readOnly && !isAway();
    }

    /** True if it answers, but turns applications away. */
    boolean isAway() {
        return offline
                || cloning
                || (galera != null && !galera.isServing())
                || (ndb != null && !ndb.isServing())
                || (group != null && group.isTold() && !group.isServing());
    }

    /** True if both tell of the same members of a cluster, or of none. */
    boolean sharesViewWith(Observation other) {
        return sharesGaleraWith(other) && sharesGroupWith(other);
    }

    private boolean sharesGroupWith(Observation other) {
        return group == null || other.group == null ? group == other.group : group.sharesViewWith(other.group);
    }

    private boolean sharesGaleraWith(Observation other) {
        return galera == null || other.galera == null ? galera == other.galera : galera.sharesViewWith(other.galera);
    }

    /** True if the server was certainly restarted in between; false does not mean that it was not. */
    boolean isOfLaterRunThan(Observation before) {
        return session != 0 && before.session != 0 && id.equals(before.id) && session < before.session;
    }

    /** A replica as its source knows it. @param id null if the server does not tell */
    public record RegisteredReplica(
            Endpoint endpoint, @Nullable NodeId id) {}
}
