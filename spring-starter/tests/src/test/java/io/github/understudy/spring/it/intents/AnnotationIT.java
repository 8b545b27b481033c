package io.github.understudy.spring.it.intents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.spring.OnReplica;
import io.github.understudy.spring.it.Booted;
import io.github.understudy.spring.it.Servers;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where methods run that say where they want to run. One replica is kept for reports. */
@ClusterTest(replicas = 2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotationIT {
    private static final String SOURCE = "server-0";
    private static final String REPLICA = "server-1";
    private static final String REPORTING = "server-2";

    private ConfigurableApplicationContext application;
    private Readings readings;

    @BeforeAll
    void start(Cluster cluster) {
        Servers.prepare(cluster);
        application = Booted.run(
                cluster,
                IntentsApplication.class,
                "understudy.groups=" + cluster.node(2).address() + "=reporting");
        Servers.awaitWhole(cluster, application);
        readings = application.getBean(Readings.class);
    }

    /** What another test has done to the replica is over. */
    @BeforeEach
    void awaitReplica() {
        await().until(() -> readings.plain().equals(REPLICA));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void theSourceAnswersWhoWantsIt() {
        assertThat(readings.plain()).isEqualTo(REPLICA);
        assertThat(readings.onSource()).isEqualTo(SOURCE);
        assertThat(readings.onSourceReadOnly()).isEqualTo(SOURCE);
        assertThat(readings.byOwnAnnotation()).isEqualTo(SOURCE);
    }

    @Test
    void reportsHaveTheirOwnReplica() {
        assertThat(readings.report()).isEqualTo(REPORTING);
    }

    @Test
    void repositoriesSayItOnTheirInterfaceAndTheInnermostCounts() {
        assertThat(readings.byRepositoryOnSource()).isEqualTo(SOURCE);
        assertThat(readings.byRepositoryOnReplica()).isEqualTo(REPLICA);
    }

    @Test
    void aTransactionThatMayWriteStaysOnTheSource() {
        assertThat(readings.inWriteTransaction()).isEqualTo(SOURCE);
    }

    @Test
    void aLagTakesThePlaceOfOnesOwnWrites(Cluster cluster) {
        cluster.node(1).stopApplier();
        readings.write("late");
        assertThat(readings.late()).isEqualTo(REPLICA);
        assertThat(readings.plain()).isEqualTo(SOURCE);
    }

    @Test
    void aWrongValueFailsTheStartAndNamesTheMethod(Cluster cluster) {
        assertThatThrownBy(() -> Booted.run(cluster, WrongApplication.class))
                .hasRootCauseInstanceOf(ConfigurationException.class)
                .rootCause()
                .hasMessageContaining("Wrong.report: maxLag = \"soon\" is no duration");
    }

    @Configuration
    @EnableAutoConfiguration
    static class WrongApplication {
        @Bean
        Wrong wrong() {
            return new Wrong();
        }
    }

    static class Wrong {
        @OnReplica(maxLag = "soon")
        public String report() {
            return "";
        }
    }
}
