package io.github.understudy.internal.resolver;

import io.github.understudy.internal.resolver.ClusterMetadata.Instance;
import io.github.understudy.internal.resolver.GroupStatus.GroupMember;
import io.github.understudy.internal.resolver.GroupStatus.State;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two groups of one ClusterSet in memory, each with its own words, and one resolver that asks their members in turn. */
abstract class TwoGroups {
    private final Resolver resolver = new Resolver(FakeCluster.settings());
    final Group first = new Group("a", 2);
    final Group second = new Group("b", 5);
    ClusterState state = ClusterState.of(
            Stream.concat(first.endpoints().stream(), second.endpoints().stream())
                    .toList(),
            0);
    private long nanos;

    @Nullable
    ClusterMetadata metadata;

    /** A group whose first member is its primary. */
    static final class Group {
        final String name;
        final int size;
        boolean writable;
        boolean silent;

        @Nullable
        ClusterMetadata metadata;

        @Nullable
        Endpoint alone;

        @Nullable
        Endpoint expelled;

        Group(String name, int size) {
            this.name = name;
            this.size = size;
        }

        List<Endpoint> endpoints() {
            return IntStream.rangeClosed(1, size)
                    .mapToObj(n -> new Endpoint(name + n, 3306))
                    .toList();
        }

        GroupMember member(Endpoint endpoint) {
            return new GroupMember(id(endpoint), endpoint, State.ONLINE, isPrimary(endpoint));
        }

        boolean isPrimary(Endpoint endpoint) {
            return endpoint.equals(endpoints().get(0));
        }
    }

    private static NodeId id(Endpoint endpoint) {
        return new NodeId(endpoint.host());
    }

    Observation observe(Group group, Endpoint endpoint) {
        boolean expelled = endpoint.equals(group.expelled); // it lists itself still
        boolean alone = endpoint.equals(group.alone);
        GroupMember self = alone ? new GroupMember(id(endpoint), endpoint, State.ONLINE, true) : group.member(endpoint);
        List<GroupMember> members = alone
                ? List.of(self)
                : group.endpoints().stream()
                        .filter(it -> !it.equals(group.alone) && (expelled || !it.equals(group.expelled)))
                        .map(group::member)
                        .toList();
        return new Observation(
                id(endpoint),
                endpoint.toString(),
                Flavor.MYSQL,
                "9.7.0",
                endpoint,
                !group.writable || !self.primary(),
                false,
                MySqlGtidSet.parse(FakeGroup.NAME + ":1-5"),
                List.of(),
                List.of(),
                List.of(),
                null,
                0,
                null,
                null,
                new GroupStatus(
                        group.name, alone ? "second life" : group.name, expelled ? 1 : 2, true, members, self, 0),
                false,
                group.metadata == null ? metadata : group.metadata);
    }

    void probe(Group group) {
        for (Endpoint endpoint : group.endpoints()) {
            Moment now = new Moment(nanos += 100_000_000L, Instant.EPOCH);
            ProbeFailure gone = new ProbeFailure(ProbeFailure.Kind.GONE, "gone");
            state = (group.silent
                            ? resolver.onFailure(state, endpoint, gone, now)
                            : resolver.onAnswer(state, endpoint, observe(group, endpoint), now))
                    .state();
        }
    }

    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            probe(first);
            probe(second);
        }
    }

    void die(Group group) {
        group.silent = true;
        probe(group);
    }

    String source() {
        Node source = state.topology().sourceNode();
        return source == null ? "" : source.id().toString();
    }

    Node node(String id) {
        return state.topology().node(new NodeId(id)).orElseThrow();
    }

    ClusterMetadata metadata(Map<String, String> more) {
        List<Instance> instances = new ArrayList<>();
        Stream.of(first, second)
                .flatMap(group -> group.endpoints().stream())
                .map(Endpoint::host)
                .filter(host -> !more.containsKey(host))
                .forEach(host -> instances.add(instance(host, "")));
        more.forEach((host, what) -> instances.add(instance(host, what)));
        return new ClusterMetadata(1, instances);
    }

    private static Instance instance(String host, String what) {
        return new Instance(
                new NodeId(host),
                new Endpoint(host, 3306),
                what.equals("hidden") || what.equals("cut"),
                what.equals("cut"),
                what.equals("invalidated"));
    }
}
