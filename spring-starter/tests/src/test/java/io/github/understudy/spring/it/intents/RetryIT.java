package io.github.understudy.spring.it.intents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.spring.it.Booted;
import io.github.understudy.spring.it.Servers;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;

/** What was rolled back for certain is run again, once it makes sense, and nothing else is. */
@ClusterTest(replicas = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryIT {
    private Cluster cluster;
    private ConfigurableApplicationContext application;
    private Orders orders;
    private Desk desk;
    private int runs;

    @BeforeAll
    void start(Cluster given) {
        cluster = given;
        Servers.prepare(cluster);
        application = Booted.run(cluster, IntentsApplication.class);
        Servers.awaitWhole(cluster, application);
        orders = application.getBean(Orders.class);
        desk = application.getBean(Desk.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    /** Takes the transaction's connection away, the first times it is run. */
    private Orders.Event cutting(int times) {
        runs = 0;
        return id -> {
            if (runs++ < times) {
                cluster.source().execute("KILL " + id);
            }
        };
    }

    @Test
    void aTransactionWhoseSourceIsKilledIsRunAgainOnTheNextOne() {
        runs = 0;
        orders.place("killed", id -> {
            if (runs++ == 0) {
                cluster.source().kill();
                cluster.promote(cluster.bestReplica());
            }
        });
        assertThat(runs).isEqualTo(2);
        assertThat(orders.count("killed")).isEqualTo(2);
        assertThat(application
                        .getBean(MeterRegistry.class)
                        .get("understudy.retries")
                        .tag("outcome", "success")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void butNotMoreOftenThanAllowed() {
        assertThatThrownBy(() -> orders.placeTwiceAtMost("often", cutting(9)))
                .isInstanceOf(DataAccessException.class)
                .hasCauseInstanceOf(TransactionLostException.class)
                .cause()
                .satisfies(lost -> assertThat(lost.getSuppressed()[0])
                        .hasMessage("Orders.placeTwiceAtMost was not run again: it was run 2 times"));
        assertThat(runs).isEqualTo(2);
        assertThat(orders.count("often")).isZero();
    }

    @Test
    void withinAnOpenTransactionOnlyItsBoundaryRunsItAgain() {
        assertThatThrownBy(() -> desk.placeInTransaction("inner", cutting(1)))
                .hasCauseInstanceOf(TransactionLostException.class);
        assertThat(runs).isEqualTo(1);
        assertThat(orders.count("inner")).isZero();

        desk.placeInOuterRetry("outer", cutting(1));
        assertThat(runs).isEqualTo(2);
        assertThat(orders.count("outer")).isEqualTo(2);
    }

    @Test
    void whatHasCommittedSomethingElseIsNotRunAgain() {
        assertThatThrownBy(() -> desk.placeWithAudit("audited", cutting(1)))
                .hasCauseInstanceOf(TransactionLostException.class);
        assertThat(runs).isEqualTo(1);
        assertThat(orders.count("audited")).isZero();
        assertThat(orders.count("audit of audited")).isEqualTo(1);
    }

    @Test
    void anUnknownOutcomeIsNeverRunAgain() throws InterruptedException, TimeoutException {
        Future<?> writing = CompletableFuture.runAsync(() -> orders.writeAlone("unknown"));
        String running = "SELECT id FROM information_schema.processlist WHERE info LIKE 'INSERT INTO note%SLEEP%'";
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> cluster.source().query(running) != null);
        cluster.source().execute("KILL " + cluster.source().query(running));
        try {
            writing.get(20, TimeUnit.SECONDS);
            throw new AssertionError("it has not failed");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).hasCauseInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(orders.count("unknown")).as("it may be there").isLessThanOrEqualTo(1);
    }

    @Test
    void withoutAnnotationsOnlyIfAskedFor() {
        assertThatThrownBy(() -> orders.placeOnce("plain", cutting(1)))
                .hasCauseInstanceOf(TransactionLostException.class);
        assertThat(runs).isEqualTo(1);

        try (ConfigurableApplicationContext all =
                Booted.run(cluster, IntentsApplication.class, "understudy.retry.mode=transactional")) {
            all.getBean(Orders.class).placeOnce("plain", cutting(1));
            assertThat(runs).isEqualTo(2);
        }
    }
}
