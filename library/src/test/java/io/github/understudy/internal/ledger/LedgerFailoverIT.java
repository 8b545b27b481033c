package io.github.understudy.internal.ledger;

import static io.github.understudy.internal.ledger.Physical.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.understudy.internal.discovery.Appliers;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a promoted server says about transactions of the lost source. */
@ClusterTest(replicas = 1, semiSync = true)
class LedgerFailoverIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final Flavor flavor;
    private final Ledger ledger = new Ledger(LedgerTable.of("understudy_ledger"));
    private final LedgerIds ids = new LedgerIds();

    LedgerFailoverIT(Cluster cluster) {
        this.cluster = cluster;
        this.flavor = Physical.flavor(cluster);
    }

    @BeforeEach
    void prepare() throws SQLException {
        try (Connection source = open(cluster.source())) {
            source.setAutoCommit(true);
            ledger.ensure(source, flavor, true);
            execute(source, "CREATE TABLE IF NOT EXISTS work (id INT AUTO_INCREMENT PRIMARY KEY)");
        }
        cluster.awaitCaughtUp(LONG);
    }

    private Connection open(TestNode node) throws SQLException {
        return Physical.CONNECTOR_J.open(cluster, node, false);
    }

    private LedgerId noted(Connection connection) throws SQLException {
        LedgerId id = ids.next();
        execute(connection, "INSERT INTO work VALUES ()");
        ledger.note(connection, id);
        return id;
    }

    private static CompletableFuture<String> committing(Connection connection) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                connection.commit();
                return "committed";
            } catch (SQLException e) {
                return e.toString();
            }
        });
    }

    @Test
    void aPromotedReplicaHasWhatWasAcknowledged() throws SQLException {
        TestNode replica = cluster.replicas().get(0);
        Connection working = open(cluster.source());
        LedgerId committed = noted(working);
        working.commit();
        LedgerId open = noted(working);
        cluster.source().kill();
        working.abort(Runnable::run);
        cluster.promote(replica);
        try (Connection asking = open(replica)) {
            try (Connection admin = admin(replica)) {
                assertThat(Appliers.on(admin, flavor)).isEqualTo(Appliers.IDLE);
            }
            assertThat(ledger.ask(asking, flavor, committed, LONG)).isEqualTo(Verdict.COMMITTED);
            assertThat(ledger.ask(asking, flavor, open, LONG)).isEqualTo(Verdict.ABSENT);
        }
    }

    @Test
    void aCommitThatWaitsForAnAcknowledgementIsUnsettledUntilItComes() throws Exception {
        TestNode replica = cluster.replicas().get(0);
        try (Connection working = open(cluster.source());
                Connection asking = open(cluster.source())) {
            LedgerId id = noted(working);
            replica.stopReceiver();
            CompletableFuture<String> commit = committing(working);
            assertThat(ledger.ask(asking, flavor, id, Duration.ofMillis(500))).isEqualTo(Verdict.UNSETTLED);
            replica.startReplication();
            assertThat(ledger.ask(asking, flavor, id, LONG)).isEqualTo(Verdict.COMMITTED);
            assertThat(commit.get(20, TimeUnit.SECONDS)).isEqualTo("committed");
        }
    }

    @Test
    void whatReplicationHasLostIsAbsentOnTheNewSourceThoughTheOldOneHasIt() throws Exception {
        TestNode old = cluster.source();
        TestNode replica = cluster.replicas().get(0);
        Connection working = open(old);
        LedgerId id = noted(working);
        replica.stopReceiver();
        CompletableFuture<String> commit = committing(working);
        try (Connection asking = open(old)) {
            assertThat(ledger.ask(asking, flavor, id, Duration.ofMillis(500))).isEqualTo(Verdict.UNSETTLED);
        }
        old.kill();
        assertThat(commit.get(20, TimeUnit.SECONDS)).isNotEqualTo("committed");
        cluster.promote(replica);
        try (Connection asking = open(replica)) {
            assertThat(ledger.ask(asking, flavor, id, LONG)).isEqualTo(Verdict.ABSENT);
        }
        old.startAsFound();
        try (Connection asking = open(old)) {
            assertThat(ledger.ask(asking, flavor, id, LONG))
                    .as("its binary log had it when the server died")
                    .isEqualTo(Verdict.COMMITTED);
        }
    }

    @Test
    void aReplicaTellsWhetherMoreMayCome() throws SQLException {
        TestNode replica = cluster.replicas().get(0);
        try (Connection source = admin(cluster.source());
                Connection asking = admin(replica);
                Connection working = open(cluster.source())) {
            assertThat(Appliers.on(source, flavor)).isEqualTo(Appliers.IDLE);
            assertThat(Appliers.on(asking, flavor)).isEqualTo(Appliers.ACTIVE);
            replica.stopApplier();
            LedgerId id = noted(working);
            working.commit();
            replica.stopReceiver();
            assertThat(Appliers.on(asking, flavor)).as("received, not applied").isEqualTo(Appliers.ACTIVE);
            assertThat(ledger.ask(asking, flavor, id, Duration.ZERO)).isEqualTo(Verdict.ABSENT);
            replica.startReplication();
            await().atMost(LONG).until(() -> ledger.ask(asking, flavor, id, Duration.ZERO) == Verdict.COMMITTED);
            replica.stopReceiver();
            await().atMost(LONG).until(() -> {
                replica.stopApplier();
                return Appliers.on(asking, flavor) == Appliers.IDLE;
            });
            replica.startReplication();
        }
    }

    @Test
    void anAccountThatMayNotAskDoesNotKnowWhetherMoreMayCome() throws SQLException {
        TestNode source = cluster.source();
        TestNode replica = cluster.replicas().get(0);
        source.execute("CREATE USER IF NOT EXISTS watcher@'%' IDENTIFIED BY 'watcher'");
        source.execute("GRANT SELECT ON app.* TO watcher@'%'");
        cluster.awaitCaughtUp(LONG);
        assertThat(askedByWatcher(replica)).isEqualTo(Appliers.UNKNOWN);
        assertThat(askedByWatcher(source)).isEqualTo(Appliers.UNKNOWN);

        if (flavor == Flavor.MYSQL) {
            source.execute("GRANT SELECT ON performance_schema.* TO watcher@'%'");
            cluster.awaitCaughtUp(LONG);
            assertThat(askedByWatcher(replica)).isEqualTo(Appliers.ACTIVE);
            assertThat(askedByWatcher(source)).isEqualTo(Appliers.IDLE);
            replica.stopReceiver();
            replica.stopApplier();
            assertThat(askedByWatcher(replica)).isEqualTo(Appliers.UNKNOWN);
            replica.startReplication();
        }
    }

    private Appliers askedByWatcher(TestNode node) throws SQLException {
        try (Connection watcher = Physical.CONNECTOR_J.open(cluster, node, "watcher", "watcher", true)) {
            return Appliers.on(watcher, flavor);
        }
    }

    private Connection admin(TestNode node) throws SQLException {
        return Physical.CONNECTOR_J.open(cluster, node, cluster.adminUser(), cluster.adminPassword(), true);
    }
}
