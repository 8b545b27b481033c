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
        NodeId serverId = new NodeId("server-id-1");
        Channel channel = new Channel(
                "",
                followed.endpoint,
                serverId,
                receiving,
                receiving,
                true,
                receiving ? behind : null,
                Duration.ZERO,
                "");
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

    private static Observation withReplica(Observation node) {
        return new Observation(
                node.id(),
                node.instance(),
                node.flavor(),
                node.version(),
                node.advertised(),
                node.readOnly(),
                node.offline(),
                node.gtids(),
                node.channels(),
                List.of(new Observation.RegisteredReplica(ADDRESS, ID)),
                node.limitations(),
                node.writers(),
                node.session(),
                node.galera(),
                node.ndb(),
                node.group(),
                node.cloning());
    }
}
