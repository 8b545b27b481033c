package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When an asynchronous replica of a Galera cluster is read, which tells its lag itself. */
class GaleraReplicaTest {
    private static final Endpoint ADDRESS = new Endpoint("r1", 3306);
    private static final NodeId ID = new NodeId("server-id-9");

    private final FakeGalera cluster = new FakeGalera(3, 1);
    private int upstream = 2;
    private boolean receiving = true;
    private Duration behind = Duration.ZERO;

    @Test
    void itIsReadWhicheverNodeItFollows() {
        for (upstream = 1; upstream <= 3; upstream++) {
            rounds(3);
            assertThat(cluster.source()).isEqualTo(cluster.server(1));
            assertThat(replica().readable()).as("below node %d", upstream).isTrue();
            assertThat(replica().gtids()).isNull();
        }
    }

    @Test
    void itIsLeftWhenItSaysThatItIsLate() {
        rounds(3);
        behind = Duration.ofSeconds(11);
        rounds(1);
        assertThat(replica().readable()).isFalse();
        behind = Duration.ofSeconds(4);
        rounds(1);
        assertThat(replica().readable()).isTrue();
    }

    /** It has applied all that it was sent, by a node that has not got further itself. */
    @Test
    void whatItsNodeIsBehindCountsToo() {
        rounds(3);
        cluster.server(2).desynced = true;
        behind = Duration.ofSeconds(6);
        for (int i = 0; i < 15; i++) {
            cluster.server(1).committed++;
            cluster.server(3).committed++;
            rounds(1);
        }
        assertThat(cluster.node(2).lag().behind()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(replica().lag().behind()).isGreaterThan(Duration.ofSeconds(10));
        assertThat(replica().readable()).isFalse();
    }

    @Test
    void itIsLeftWhenItReceivesNothingOrItsNodeIsLost() {
        rounds(3);
        receiving = false;
        rounds(1);
        assertThat(replica().readable()).isFalse();
        receiving = true;
        rounds(1);
        assertThat(replica().readable()).isTrue();
        cluster.kill(2);
        rounds(3);
        assertThat(replica().readable()).isFalse();
        assertThat(cluster.hasTold(VerdictCode.LAG_UNKNOWN)).isTrue();
        cluster.start(2);
        rounds(3);
        assertThat(replica().readable()).isTrue();
    }

    /** Each of its nodes is told of by the one of ours that follows it, or is named to us as a replica of ours. */
    @Test
    void anotherClusterThatOneOfTheNodesFollowsStaysAnother() {
        FakeGalera other = new FakeGalera(1, 1);
        Endpoint address = new Endpoint("a1", 3306);
        NodeId id = new NodeId("galera-a1:3306");
        for (NodeId said : List.of(id, new NodeId("server-id-1"))) {
            FakeGalera own = new FakeGalera(3, 1);
            for (int i = 0; i < 4; i++) {
                for (Endpoint each : own.targets()) {
                    FakeGalera.Server follower = own.server(2);
                    if (each.equals(address)) {
                        own.tell(each, ofAnother(other.server(1).observe(), id, address));
                    } else if (each.equals(follower.endpoint)) {
                        own.tell(each, with(follower.observe(), List.of(channelTo(address, said)), List.of()));
                    } else {
                        own.probe(each);
                    }
                }
                own.pass(Duration.ofMillis(400));
            }
            assertThat(own.targets()).contains(address);
            assertThat(own.topology().node(id)).as("said to be %s", said).isEmpty();
            assertThat(own.topology().nodes()).hasSize(3);
            assertThat(own.source()).isEqualTo(own.server(1));
        }
    }

    private static Observation ofAnother(Observation node, NodeId id, Endpoint address) {
        GaleraStatus its = Objects.requireNonNull(node.galera());
        GaleraStatus status = new GaleraStatus(
                "22222222-2222-2222-2222-222222222222",
                its.component(),
                5,
                its.index(),
                List.of(address),
                true,
                true,
                its.state(),
                false,
                false,
                false,
                0,
                its.flow());
        return new Observation(
                id,
                address.toString(),
                node.flavor(),
                node.version(),
                address,
                false,
                false,
                node.gtids(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0,
                status,
                null,
                null,
                false);
    }

    private Node replica() {
        return cluster.topology().node(ID).orElseThrow();
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            cluster.targets().forEach(this::probe);
            cluster.pass(Duration.ofMillis(400));
        }
    }

    private void probe(Endpoint endpoint) {
        FakeGalera.Server followed = cluster.server(upstream);
        if (endpoint.equals(ADDRESS)) {
            cluster.tell(endpoint, observe(followed));
        } else if (endpoint.equals(followed.endpoint) && followed.answers()) {
            cluster.tell(endpoint, withReplica(followed.observe()));
        } else {
            cluster.probe(endpoint);
        }
    }

    private Observation observe(FakeGalera.Server followed) {
        Channel channel = channelTo(followed.endpoint, new NodeId("server-id-1"));
        return new Observation(
                ID,
                ADDRESS.toString(),
                Flavor.MARIADB,
                "11.4.5-MariaDB",
                ADDRESS,
                true,
                false,
                MariaDbGtidPosition.parse("1-1-7"),
                List.of(channel),
                List.of(),
                List.of(),
                null,
                0,
                null,
                null,
                null,
                false);
    }

    private Channel channelTo(Endpoint endpoint, NodeId id) {
        return new Channel("", endpoint, id, receiving, receiving, true, receiving ? behind : null, Duration.ZERO, "");
    }

    private static Observation withReplica(Observation node) {
        return with(node, node.channels(), List.of(new Observation.RegisteredReplica(ADDRESS, ID)));
    }

    private static Observation with(
            Observation node, @Nullable List<Channel> channels, List<Observation.RegisteredReplica> replicas) {
        return new Observation(
                node.id(),
                node.instance(),
                node.flavor(),
                node.version(),
                node.advertised(),
                node.readOnly(),
                node.offline(),
                node.gtids(),
                channels,
                replicas,
                node.limitations(),
                node.writers(),
                node.session(),
                node.galera(),
                node.ndb(),
                node.group(),
                node.cloning());
    }
}
