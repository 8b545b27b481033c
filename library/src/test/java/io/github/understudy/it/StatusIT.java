package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Cluster;
import io.github.understudy.UnderstudyMetrics;
import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.metrics.BreakerState;
import io.github.understudy.metrics.Eligibility;
import io.github.understudy.metrics.FailoverOutcome;
import io.github.understudy.metrics.NodeStatus;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a data source tells of its nodes. */
@ClusterTest(replicas = 2)
class StatusIT {
    private final io.github.understudy.testkit.Cluster servers;
    private Connected connected;
    private Cluster cluster;

    StatusIT(io.github.understudy.testkit.Cluster servers) {
        this.servers = servers;
    }

    @BeforeEach
    void connect() {
        servers.source().execute("DROP TABLE IF EXISTS app.item");
        servers.source().execute("CREATE TABLE app.item (id INT PRIMARY KEY)");
        servers.awaitCaughtUp(Duration.ofSeconds(20));
        connected = Connected.to(servers);
        cluster = connected.dataSource.cluster();
    }

    @AfterEach
    void close() {
        connected.close();
    }

    @Test
    void everyNodeTellsWhatItTakesAndWhatWentThere() throws Exception {
        NodeStatus before = status(servers.source());
        connected.update("INSERT INTO item VALUES (1)");
        for (int i = 0; i < 10; i++) {
            connected.query("SELECT 1");
        }
        NodeStatus source = status(servers.source());
        assertThat(source.node().role()).isEqualTo(Role.SOURCE);
        assertThat(source.writes()).isEqualTo(Eligibility.yes("it is the source"));
        assertThat(source.reads().eligible()).isFalse();
        assertThat(source.reads().reason()).contains("replicas serve the reads");
        assertThat(source.traffic().writes() - before.traffic().writes()).isOne();
        assertThat(source.traffic().asSource().acquired()).isPositive();
        assertThat(source.pool().total()).isPositive();
        assertThat(source.pool().most()).isEqualTo(10);
        assertThat(source.breaker()).isEqualTo(BreakerState.CLOSED);
        Connected.await().until(() -> status(servers.source()).responseTime() != null);
        assertThat(servers.replicas()).extracting(this::status).allSatisfy(replica -> {
            assertThat(replica.reads().eligible()).isTrue();
            assertThat(replica.writes()).isEqualTo(Eligibility.no("it is a replica"));
            assertThat(replica.drained()).isFalse();
        });
        assertThat(cluster.nodes().stream()
                        .mapToLong(node -> node.traffic().reads())
                        .sum())
                .as("some may have run on the source, which alone had the row")
                .isEqualTo(before.traffic().reads() + 10);
    }

    @Test
    void aNodeThatTakesNothingTellsWhy() throws Exception {
        TestNode drained = servers.replicas().get(0);
        TestNode dead = servers.replicas().get(1);
        cluster.drain(Endpoint.parse(drained.address()), Duration.ofSeconds(5));
        dead.kill();
        Connected.await().until(() -> status(dead).node().state() == NodeState.DOWN);
        assertThat(status(drained)).satisfies(status -> {
            assertThat(status.drained()).isTrue();
            assertThat(status.reads())
                    .isEqualTo(Eligibility.no("drained: the application has taken it out of service"));
        });
        assertThat(status(dead)).satisfies(status -> {
            assertThat(status.reads().eligible()).isFalse();
            assertThat(status.reads().reason()).startsWith("it is down: ");
            assertThat(status.code()).isNotEqualTo(VerdictCode.NONE);
            assertThat(status.pool().total()).isZero();
        });
        assertThat(status(servers.source()).reads().eligible())
                .as("nobody else can")
                .isTrue();
        assertThat(cluster.recentEvents(200))
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()))
                .extracting(ClusterEvent::type)
                .contains(EventType.NODE_DRAINED, EventType.NODE_DOWN);
        assertThat(cluster.recentEvents(1)).hasSize(1);
    }

    @Test
    void aFailoverIsTimedAndMetersFollowTheNodes() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new UnderstudyMetrics(connected.dataSource).bindTo(registry);
        connected.update("INSERT INTO item VALUES (1)");
        servers.awaitCaughtUp(Duration.ofSeconds(20));
        TestNode old = servers.source();
        old.kill();
        Connected.await().until(() -> cluster.withoutSource().toMillis() > 0);
        servers.promote(servers.bestReplica());
        connected.update("INSERT INTO item VALUES (2)");
        assertThat(cluster.withoutSource()).isZero();
        assertThat(cluster.failovers(FailoverOutcome.CHANGED)).satisfies(failovers -> {
            assertThat(failovers.count()).isOne();
            assertThat(failovers.total()).isPositive();
        });
        assertThat(registry.get(UnderstudyMetrics.FAILOVER)
                        .tags("outcome", "changed")
                        .functionTimer()
                        .count())
                .isOne();
        assertThat(gauge(registry, UnderstudyMetrics.NODE_STATE, old, "state", "down"))
                .isOne();
        assertThat(gauge(registry, UnderstudyMetrics.NODE_ROLE, servers.source(), "role", "source"))
                .isOne();
        assertThat(registry.get(UnderstudyMetrics.STATEMENTS)
                        .tags("node", servers.source().address(), "kind", "write")
                        .functionCounter()
                        .count())
                .isOne();
        assertThat(registry.get("hikaricp.connections.acquire")
                        .tags("pool", "understudy-" + servers.source().address())
                        .timer()
                        .count())
                .isPositive();
        assertThat(registry.get("hikaricp.connections.max")
                        .tags("pool", "understudy-" + servers.source().address())
                        .gauge()
                        .value())
                .isEqualTo(10);
        old.start();
        Connected.await().until(() -> gauge(registry, UnderstudyMetrics.NODE_STATE, old, "state", "down") == 0);
    }

    @Test
    void aPersonCanHaveEverythingProbedNow() {
        servers.replicas().get(0).kill();
        cluster.probe();
        Connected.await().until(() -> status(servers.replicas().get(0)).node().state() == NodeState.DOWN);
    }

    private static double gauge(SimpleMeterRegistry registry, String name, TestNode node, String key, String value) {
        return registry.get(name)
                .tags("pool", "understudy", "node", node.address(), key, value)
                .gauge()
                .value();
    }

    private NodeStatus status(TestNode node) {
        return cluster.node(Endpoint.parse(node.address())).orElseThrow();
    }
}
