package io.github.understudy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.server.ServerNotFoundException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ClusterExtensionIT {

    private static final String HOME = "understudy.testkit.mysql.home";

    @Test
    void injectsOneClusterForTheClassAndNestedOnes() {
        run(Injected.class).assertStatistics(events -> events.started(3).succeeded(3));
    }

    @Test
    void restoresBeforeEachTest() {
        run(Breaking.class).assertStatistics(events -> events.started(2).succeeded(2));
    }

    @Test
    void missingServerFailsAndDoesNotSkip(@TempDir Path empty) {
        Properties before = (Properties) System.getProperties().clone();
        System.setProperty(HOME, empty.toString());
        System.clearProperty("understudy.testkit.docker");
        try {
            Events containers = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Missing.class))
                    .execute()
                    .containerEvents();

            containers.assertStatistics(events -> events.failed(1).skipped(0));
            assertThat(containers.failed().stream().findFirst().orElseThrow().toString())
                    .contains(ServerNotFoundException.class.getName())
                    .contains("No MySQL server");
        } finally {
            System.setProperties(before);
        }
    }

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
    }

    @ClusterTest(replicas = 0)
    static class Injected {

        private static String address = "";

        @BeforeAll
        static void beforeAll(Cluster cluster) {
            address = cluster.jdbcHosts();
        }

        @BeforeEach
        void beforeEach(Cluster cluster) {
            assertThat(cluster.jdbcHosts()).isEqualTo(address);
        }

        @Test
        void one(Cluster cluster) {
            assertThat(cluster.nodes()).hasSize(1);
        }

        @Test
        void two(Cluster cluster) {
            assertThat(cluster.source().query("SELECT 1")).isEqualTo("1");
        }

        @Nested
        class Inner {

            @Test
            void three(Cluster cluster) {
                assertThat(cluster.jdbcHosts()).isEqualTo(address);
            }
        }
    }

    @ClusterTest(replicas = 1)
    static class Breaking {

        private final Cluster cluster;

        Breaking(Cluster cluster) {
            this.cluster = cluster;
        }

        @Test
        void killsTheSource() {
            assertThat(cluster.source()).isSameAs(cluster.node(0));
            assertThat(cluster.source().isRunning()).isTrue();
            cluster.source().kill();
        }

        @Test
        void promotesTheReplica() {
            assertThat(cluster.source()).isSameAs(cluster.node(0));
            assertThat(cluster.source().isRunning()).isTrue();
            cluster.switchover(cluster.node(1));
        }
    }

    @ClusterTest(flavor = ServerFlavor.MYSQL)
    static class Missing {

        @Test
        void neverRuns() {
            throw new AssertionError("there is no server");
        }
    }
}
