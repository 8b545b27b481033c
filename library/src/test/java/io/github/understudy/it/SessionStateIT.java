package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.it.SessionThings.Thing;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.NodeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything an application can set in its session is set, each thing on a connection of its own; then the servers move
 * under it. What is not intact afterwards was told by a typed exception; nothing is lost silently.
 */
@ClusterTest(replicas = 2, semiSync = true)
class SessionStateIT {
    private final Cluster cluster;

    SessionStateIT(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What is done to the servers between setting and looking. */
    enum Move {
        SWITCHOVER,
        KILLED_SOURCE,
        KILLED_REPLICAS
    }

    @ParameterizedTest
    @CsvSource({
        "SWITCHOVER, mysql",
        "SWITCHOVER, mariadb",
        "KILLED_SOURCE, mysql",
        "KILLED_SOURCE, mariadb",
        "KILLED_REPLICAS, mysql",
        "KILLED_REPLICAS, mariadb"
    })
    void nothingIsLostSilently(Move move, String driver) throws Exception {
        SessionThings.prepare(cluster);
        UnderstudyBuilder builder = Connected.builder(cluster, cluster.jdbcHosts(), driver)
                .set(Setting.WAIT_TIMEOUT, "20s")
                .property("understudy.pool.maximumPoolSize", "60");
        try (Connected connected = Connected.to(cluster, builder)) {
            List<Held> held = new ArrayList<>();
            try {
                for (Thing thing : SessionThings.all(cluster.flavor())) {
                    held.add(Held.set(thing, connected.connection(), move == Move.KILLED_REPLICAS));
                }
                move(move, connected);
                Map<String, String> outcomes = new LinkedHashMap<>();
                held.forEach(it -> outcomes.put(it.name(), it.outcome()));
                print(move, driver, outcomes);
                assertThat(outcomes.values()).noneMatch(Held::isLost);
            } finally {
                for (Held it : held) {
                    it.close();
                }
            }
        }
    }

    private void move(Move move, Connected connected) throws Exception {
        TestNode source = cluster.source();
        switch (move) {
            case SWITCHOVER -> cluster.switchover(cluster.replicas().get(0));
            case KILLED_SOURCE -> {
                source.kill();
                cluster.promote(cluster.bestReplica());
            }
            case KILLED_REPLICAS -> {
                for (TestNode replica : cluster.replicas()) {
                    replica.kill();
                }
                Connected.await()
                        .until(() -> cluster.replicas().stream()
                                .allMatch(it -> connected.node(it).state() == NodeState.DOWN));
            }
        }
        Connected.await().until(() -> connected.isSource(cluster.source()));
    }

    private void print(Move move, String driver, Map<String, String> outcomes) {
        long intact = outcomes.values().stream().filter("intact"::equals).count();
        long told =
                outcomes.values().stream().filter(it -> it.startsWith("told")).count();
        System.out.printf(
                "session state, %s, driver %s, %s: %d things, %d intact, %d told, %d lost%n",
                cluster.flavor(), driver, move, outcomes.size(), intact, told, outcomes.size() - intact - told);
        outcomes.forEach((name, outcome) -> System.out.printf("  %-45s %s%n", name, outcome));
    }
}
