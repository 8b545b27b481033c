package io.github.understudy.samples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.event.EventType;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ClusterTest(semiSync = true)
class PlainJavaIT {
    private final Cluster cluster;
    private final Queue<EventType> events = new ConcurrentLinkedQueue<>();
    private final UnderstudyDataSource dataSource;
    private final PlainJava bank;

    PlainJavaIT(Cluster cluster) {
        this.cluster = cluster;
        this.dataSource = PlainJava.open(
                OnEmbeddedCluster.url(cluster), cluster.user(), cluster.password(), event -> events.add(event.type()));
        this.bank = new PlainJava(dataSource);
    }

    @BeforeEach
    void openAccounts() throws Exception {
        bank.createTables();
        bank.openAccount("Rosencrantz", 1000);
        bank.openAccount("Guildenstern", 1000);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void transfersAreDoneOnceWhileTheSourceDies() throws Exception {
        CompletableFuture<Void> fate = null;
        for (int i = 0; i < 200; i++) {
            if (i == 50) {
                fate = CompletableFuture.runAsync(this::failOver);
            }
            bank.transfer(UUID.randomUUID(), "Rosencrantz", "Guildenstern", 1);
        }
        java.util.Objects.requireNonNull(fate).get();
        assertThat(bank.balance("Rosencrantz")).isEqualTo(800);
        assertThat(bank.balance("Guildenstern")).isEqualTo(1200);
        assertThat(events).contains(EventType.SOURCE_LOST, EventType.SOURCE_ACCEPTED);
    }

    private void failOver() {
        cluster.source().kill();
        cluster.promote(cluster.bestReplica());
    }

    @Test
    void whatATokenStandsForIsSeenByAnotherThread() throws Exception {
        bank.transfer(UUID.randomUUID(), "Rosencrantz", "Guildenstern", 7);
        String token = dataSource.consistency().token();
        int seen = CompletableFuture.supplyAsync(() -> {
                    try {
                        return bank.balanceAt(token);
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get();
        assertThat(seen).isEqualTo(1007);
        assertThat(bank.balanceForCertain()).isEqualTo(993);
        assertThat(bank.total()).isPositive();
    }

    @Test
    void aServerIsTakenOutOfServiceAndPutBack() {
        bank.service(Endpoint.parse(cluster.replicas().get(0).address()));
        assertThat(dataSource.cluster().drained()).isEmpty();
    }
}
