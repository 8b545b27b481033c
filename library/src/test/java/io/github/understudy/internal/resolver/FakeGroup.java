package io.github.understudy.internal.resolver;

import io.github.understudy.internal.resolver.GroupStatus.GroupMember;
import io.github.understudy.internal.resolver.GroupStatus.State;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a group (Group Replication). */
final class FakeGroup extends FakeServers<FakeGroup.Server> {
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
    final class Server extends FakeNode {
        boolean awake = true;
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
            super(new Endpoint("m" + number, 3306), new NodeId("bbbbbbbb-0000-0000-0000-%012d".formatted(number)));
        }

        boolean runs() {
            return alive && awake;
        }

        @Override
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

        @Override
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

    private int lives;

    FakeGroup(int count, int seed) {
        super(settings(), Duration.ofMillis(400));
        found(count, Server::new, List.of(seed));
        bootstrap(server(1));
        servers.forEach(this::join);
        settle();
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
}
