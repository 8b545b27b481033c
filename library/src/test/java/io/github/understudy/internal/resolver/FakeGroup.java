package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.resolver.GroupStatus.GroupMember;
import io.github.understudy.internal.resolver.GroupStatus.State;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The members of a group in memory, a clock that is set by hand, and a resolver that watches them. */
final class FakeGroup {
    static final String NAME = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

    /** One life of the group: what a majority has agreed on last. */
    static final class Life {
        final String lineage;
        long view = 1;
        boolean single = true;
        Set<Server> members = new HashSet<>();

        @Nullable
        Server primary;

        Life(String lineage) {
            this.lineage = lineage;
        }
    }

    /** One server, and what it believes: which may be over. */
    final class Server {
        final Endpoint endpoint;
        final NodeId id;
        boolean alive = true;
        boolean awake = true;
        boolean reachable = true;
        int side;
        State state = State.OFFLINE;
        boolean readOnly = true;
        long committed = 1;

        @Nullable
        Life life;

        long view;
        boolean single = true;
        List<Server> listed = List.of();
        Set<Server> missed = new HashSet<>();

        @Nullable
        Server primary;

        Server(int number) {
            this.endpoint = new Endpoint("m" + number, 3306);
            this.id = new NodeId("bbbbbbbb-0000-0000-0000-%012d".formatted(number));
        }

        boolean runs() {
            return alive && awake;
        }

        boolean answers() {
            return runs() && reachable;
        }

        boolean hears(Server other) {
            return runs() && other.runs() && side == other.side;
        }

        Life ofNow() {
            return Objects.requireNonNull(life);
        }

        boolean hasLeft(Life former) {
            return life != former || state == State.ERROR || state == State.OFFLINE;
        }

        /** True if it is a member in truth, and could commit. */
        boolean isReal() {
            return runs() && life != null && life.members.contains(this) && hasMajority(life, this);
        }

        /** Learns what its life has agreed on. */
        void adopt() {
            Life mine = life;
            if (mine != null && mine.members.contains(this) && hasMajority(mine, this)) {
                view = mine.view;
                single = mine.single;
                listed = List.copyOf(mine.members);
                missed = new HashSet<>();
                primary = mine.primary;
                readOnly = mine.single && primary != this;
                readOnly |= state != State.ONLINE;
            }
        }

        /** Notices whom it does not hear, and that its group has gone on without it. */
        void notice() {
            if (!runs() || life == null) {
                return;
            }
            Life mine = life;
            listed.stream()
                    .filter(other -> !hears(other) || other.hasLeft(mine))
                    .forEach(missed::add);
            missed.removeIf(other -> hears(other) && !other.hasLeft(mine));
            if (!life.members.contains(this) && life.members.stream().anyMatch(this::hears)) {
                state = State.ERROR;
                readOnly = true;
            }
        }

        Observation observe() {
            List<GroupMember> members = new ArrayList<>();
            listed.forEach(other -> members.add(new GroupMember(
                    other.id,
                    other.endpoint,
                    other == this ? state : missed.contains(other) ? State.UNREACHABLE : other.seenState,
                    single ? other == primary : true)));
            GroupMember self = members.stream()
                    .filter(member -> member.id().equals(id))
                    .findFirst()
                    .orElse(new GroupMember(id, endpoint, state, false));
            String lineage = life == null ? "" : life.lineage;
            GroupStatus status =
                    new GroupStatus(NAME, lineage, view, single, members.isEmpty() ? List.of(self) : members, self, 0);
            return new Observation(
                    id,
                    endpoint.toString(),
                    Flavor.MYSQL,
                    "9.7.0",
                    endpoint,
                    readOnly,
                    false,
                    MySqlGtidSet.parse(NAME + ":1-" + committed),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    0,
                    null,
                    null,
                    status,
                    false);
        }

        State seenState = State.ONLINE;
    }

    final List<Server> servers;
    final List<ClusterEvent> events = new ArrayList<>();
    final Map<NodeId, Observation> told = new HashMap<>();
    private final Resolver resolver;
    private ClusterState state;
    private long nanos;
    private int lives;

    FakeGroup(int count, int seed) {
        servers = IntStream.rangeClosed(1, count).mapToObj(Server::new).toList();
        resolver = new Resolver(FakeCluster.settings());
        state = ClusterState.of(List.of(server(seed).endpoint), nanos);
        bootstrap(server(1));
        servers.forEach(this::join);
        settle();
    }

    Server server(int number) {
        return servers.get(number - 1);
    }

    private static boolean hasMajority(Life life, Server from) {
        return 2
                        * life.members.stream()
                                .filter(member -> from.hears(member) && !member.hasLeft(life))
                                .count()
                > life.members.size();
    }

    /** Somebody makes this server a group of its own. */
    void bootstrap(Server server) {
        Life life = new Life("life" + ++lives);
        life.members.add(server);
        life.primary = server;
        server.life = life;
        server.state = State.ONLINE;
        server.seenState = State.ONLINE;
        server.adopt();
    }

    /** A server that is in no group joins one that it hears. */
    void join(Server server) {
        if (!server.runs() || server.state == State.ONLINE) {
            return;
        }
        servers.stream()
                .filter(other -> other.isReal()
                        && server.hears(other)
                        && !other.ofNow().members.contains(server))
                .findFirst()
                .ifPresent(other -> {
                    Life life = other.ofNow();
                    life.members.add(server);
                    life.view++;
                    server.life = life;
                    server.state = State.RECOVERING;
                    server.seenState = State.RECOVERING;
                    server.adopt();
                });
    }

    void recover(Server server) {
        if (server.state == State.RECOVERING && server.isReal()) {
            server.state = State.ONLINE;
            server.seenState = State.ONLINE;
            server.committed =
                    servers.stream().mapToLong(other -> other.committed).max().orElseThrow();
            server.adopt();
        }
    }

    /** A majority goes on without whom it does not hear, and elects a primary if that one is lost. */
    void expel(Server witness) {
        if (!witness.isReal()) {
            return;
        }
        Life life = witness.ofNow();
        if (life.members.removeIf(other -> !witness.hears(other) || other.hasLeft(life))) {
            life.view++;
        }
        if (life.primary == null || !life.members.contains(life.primary)) {
            life.primary = life.members.stream()
                    .filter(member -> member.state == State.ONLINE)
                    .min(Comparator.comparing(member -> member.id.toString()))
                    .orElse(null);
        }
    }

    /** The group makes this member its only primary. */
    void elect(Server server) {
        if (server.isReal() && server.state == State.ONLINE) {
            // The former one is read-only before the next is writable.
            server.ofNow().members.forEach(member -> member.readOnly = true);
            server.ofNow().primary = server;
            server.ofNow().single = true;
        }
    }

    void multiPrimary(Server server) {
        if (server.isReal()) {
            server.ofNow().single = false;
        }
    }

    void kill(Server server) {
        server.alive = false;
        server.state = State.OFFLINE;
        server.readOnly = true;
        server.listed = List.of();
    }

    void start(Server server) {
        server.awake = true;
        if (!server.alive) {
            server.alive = true;
            server.life = null;
            server.missed = new HashSet<>();
        }
    }

    /** As much time passes as everybody needs to learn all that there is to be learnt. */
    void settle() {
        for (int i = 0; i < 2; i++) {
            servers.forEach(Server::notice);
            servers.forEach(this::expel);
            servers.forEach(this::join);
            servers.forEach(this::recover);
            servers.forEach(Server::adopt);
            servers.forEach(Server::notice);
        }
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    void probe(Endpoint endpoint) {
        Server server = servers.stream()
                .filter(it -> it.endpoint.equals(endpoint))
                .findFirst()
                .orElseThrow();
        if (server.answers()) {
            tell(endpoint, server.observe());
        } else {
            fail(endpoint, server.alive ? ProbeFailure.Kind.TIMEOUT : ProbeFailure.Kind.GONE);
        }
    }

    void tell(Endpoint endpoint, Observation observation) {
        told.put(observation.id(), observation);
        accept(resolver.onAnswer(state, endpoint, observation, now()));
    }

    private void fail(Endpoint endpoint, ProbeFailure.Kind kind) {
        accept(resolver.onFailure(state, endpoint, new ProbeFailure(kind, "probe failed: " + kind), now()));
    }

    private void accept(Resolution resolution) {
        state = resolution.state();
        events.addAll(resolution.events());
    }

    private Moment now() {
        return new Moment(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            List.copyOf(state.endpoints()).forEach(this::probe);
            pass(Duration.ofMillis(400));
        }
    }

    List<Endpoint> targets() {
        return List.copyOf(state.endpoints());
    }

    boolean isSettled() {
        return state.isSettled();
    }

    Topology topology() {
        return state.topology();
    }

    @Nullable
    Server source() {
        Node source = topology().sourceNode();
        return source == null
                ? null
                : servers.stream()
                        .filter(server -> server.id.equals(source.id()))
                        .findFirst()
                        .orElseThrow();
    }

    Node node(int number) {
        return topology().node(server(number).id).orElseThrow();
    }

    boolean hasTold(VerdictCode code) {
        return events.stream().anyMatch(event -> event.code() == code);
    }
}
