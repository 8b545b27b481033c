package io.github.understudy.spring.it.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.github.understudy.UnderstudyMetrics;
import io.github.understudy.event.EventType;
import io.github.understudy.spring.UnderstudyEvent;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Health, meters, application events and observations while nodes come and go. */
@ClusterTest(replicas = 2)
class WatchingIT {
    private final Cluster cluster;
    private Served served;

    WatchingIT(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Listens, as an application may. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        final List<UnderstudyEvent> events = new CopyOnWriteArrayList<>();
        final List<String> threads = new CopyOnWriteArrayList<>();
        final List<String> observed = new CopyOnWriteArrayList<>();
        final List<String> waits = new CopyOnWriteArrayList<>();

        @EventListener
        void on(UnderstudyEvent event) {
            events.add(event);
            threads.add(Thread.currentThread().getName());
        }

        @Bean
        ObservationHandler<Observation.Context> waits() {
            return new ObservationHandler<>() {
                @Override
                public void onStop(Observation.Context context) {
                    waits.add(value(context, "pool") + " " + value(context, "reason") + " " + value(context, "outcome")
                            + " in "
                            + context.getParentObservation().getContextView().getName());
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return "understudy.wait".equals(context.getName());
                }
            };
        }

        private static String value(Observation.Context context, String key) {
            return context.getLowCardinalityKeyValue(key).getValue();
        }

        @Bean
        ObservationHandler<Observation.Context> outages() {
            return new ObservationHandler<>() {
                @Override
                public void onStop(Observation.Context context) {
                    observed.add(context.getName() + " "
                            + context.getLowCardinalityKeyValue("pool").getKey());
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return "understudy.outage".equals(context.getName());
                }
            };
        }
    }

    @BeforeEach
    void start() {
        Served.createTable(cluster);
        served = new Served(
                cluster,
                Application.class,
                "management.endpoints.web.exposure.include=health",
                "management.endpoint.health.show-details=always",
                "management.endpoint.health.probes.enabled=true",
                "understudy.health.failover-window=2s");
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aLostReplicaIsNotDown() {
        assertThat((String) health("status")).isEqualTo("UP");
        assertThat((String) health("details.dataSource.replicas")).isEqualTo("2/2");
        TestNode replica = cluster.replicas().get(1);
        replica.kill();
        Served.await().until(() -> "1/2".equals(health("details.dataSource.replicas")));
        assertThat((String) health("status")).isEqualTo("UP");
        assertThat((String) health("details.dataSource.nodes['" + replica.address() + "']"))
                .contains("DOWN");
        replica.start();
        Served.await().until(() -> "2/2".equals(health("details.dataSource.replicas")));
    }

    @Test
    void aLostSourceIsDownAfterTheFailoverWindowAndNeverConcernsLiveness() {
        cluster.source().kill();
        Served.await().until(() -> "none".equals(health("details.dataSource.source")));
        assertThat((String) health("status")).as("writes wait").isEqualTo("UP");
        assertThat((String) health("details.dataSource.withoutSource")).contains("writes wait");
        Served.await().until(() -> "DOWN".equals(health("status")));
        assertThat(served.get("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(served.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(served.get("/actuator/health/readiness").statusCode())
                .as("only by the user's choice")
                .isEqualTo(200);
        cluster.promote(cluster.bestReplica());
        Served.await().until(() -> "UP".equals(health("status")));
        assertThat((String) health("details.dataSource.source"))
                .isEqualTo(cluster.source().address());
    }

    @Test
    void aFailoverIsMeteredToldAndObserved() throws Exception {
        served.work();
        cluster.source().kill();
        Served.await()
                .until(() -> !served.dataSource().cluster().withoutSource().isZero());
        CompletableFuture<Void> order = CompletableFuture.runAsync(
                () -> Observation.createNotStarted("order", served.context.getBean(ObservationRegistry.class))
                        .observe(served::work));
        Served.await().until(() -> served.dataSource().cluster().waiting() == 1);
        cluster.promote(cluster.bestReplica());
        order.get(30, TimeUnit.SECONDS);

        MeterRegistry meters = served.context.getBean(MeterRegistry.class);
        assertThat(meters.get(UnderstudyMetrics.FAILOVER)
                        .tags("outcome", "changed")
                        .functionTimer()
                        .count())
                .isOne();
        assertThat(meters.get(UnderstudyMetrics.NODE_ROLE)
                        .tags("node", cluster.source().address(), "role", "source")
                        .gauge()
                        .value())
                .isOne();
        assertThat(meters.get(UnderstudyMetrics.STATEMENTS)
                        .tags("node", cluster.source().address(), "kind", "write")
                        .functionCounter()
                        .count())
                .isOne();
        assertThat(meters.find("hikaricp.connections.acquire").timers())
                .anyMatch(timer -> timer.getId()
                        .getTag("pool")
                        .endsWith("-" + cluster.source().address()));

        Application application = served.context.getBean(Application.class);
        Served.await()
                .untilAsserted(() -> assertThat(application.events)
                        .extracting(event -> event.event().type())
                        .containsSubsequence(EventType.SOURCE_LOST, EventType.SOURCE_ACCEPTED));
        assertThat(application.events).extracting(UnderstudyEvent::dataSource).containsOnly("dataSource");
        assertThat(application.threads).allMatch(thread -> thread.contains("-events"));
        Served.await().until(() -> application.observed.equals(List.of("understudy.outage pool")));
        assertThat(application.waits).containsExactly("understudy no-source granted in order");
    }

    private <T> T health(String path) {
        String body = served.get("/actuator/health").body();
        assertThat(body).contains("\"understudy\":");
        return JsonPath.read(body, "$.components.understudy." + path);
    }
}
