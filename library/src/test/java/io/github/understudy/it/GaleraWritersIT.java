package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static io.github.understudy.it.GaleraFigures.commits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who of a Galera cluster is written to by choice, what is seen where others write as well, and what the ledger knows. */
@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA)
class GaleraWritersIT {
    private static final String TABLE = "galera_writers";

    private final Cluster cluster;
    private final List<Connected> apps = new ArrayList<>();
    private @Nullable Sales sales;

    GaleraWritersIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void close() {
        if (sales != null) {
            sales.abandon();
        }
        apps.forEach(Connected::close);
    }

    private Connected connect(UnderstudyBuilder builder) {
        Connected app = Connected.to(cluster, builder);
        apps.add(app);
        return app;
    }

    private UnderstudyBuilder settings() {
        return Connected.builder(cluster, cluster.node(1).address());
    }

    /** Writes to this node first. */
    private Connected preferring(TestNode node) {
        return connect(settings().set(Setting.WRITER_PRIORITIES, node.address() + "=1"));
    }

    /** A node that has received much still applies it while the writer has acknowledged it long ago. */
    @Test
    void strongReadsAndTokensHoldWhereInstancesWriteToDifferentNodes() throws Exception {
        Connected one = preferring(cluster.node(0));
        Connected other = preferring(cluster.node(2));
        assertThat(one.isSource(cluster.node(0))).isTrue();
        assertThat(other.isSource(cluster.node(2))).isTrue();
        cluster.node(0).execute("CREATE OR REPLACE TABLE app.big (id INT PRIMARY KEY AUTO_INCREMENT, round INT)");
        new TwoWriters(one, other).assertStrictReads("seq_1_to_40000");
    }

    @Test
    void allNodesAreWrittenToAndEachThreadSeesItsOwnWrites() throws Exception {
        Connected app = connect(settings().set(Setting.WRITERS, "all"));
        assertThat(app.dataSource.topology().writers()).hasSize(3);
        Counting.prepare(cluster.node(0));
        List<Long> before = cluster.nodes().stream().map(GaleraFigures::commits).toList();
        Counting counting = new Counting(app);
        int commits = counting.apart(4);
        List<Long> took = cluster.nodes().stream()
                .map(node -> GaleraFigures.commits(node) - before.get(node.index()))
                .toList();
        System.out.printf(
                "FIGURE galera, writers=all: commits by node %s, own writes not seen %d%n",
                took, counting.unseen.get());
        assertThat(counting.unseen.get()).isZero();
        assertThat(took.stream().filter(each -> each > 0).count()).isGreaterThan(1);
        assertThat(took.stream().mapToLong(Long::longValue).sum()).isEqualTo(commits);
    }

    @Test
    void collisionsAreRepeatedByReplay() throws Exception {
        Connected app = connect(settings().set(Setting.WRITERS, "all").set(Setting.REPLAY, "conflicts"));
        Counting.prepare(cluster.node(0));
        Counting counting = new Counting(app);
        counting.together(3);
        String found = app.dataSource
                .consistency()
                .at(ConsistencyLevel.STRONG, () -> app.query("SELECT n FROM own WHERE id = 1"));
        System.out.printf(
                "FIGURE galera, writers=all on one row: %d done, %d failed with 40001, %s found, %d certification"
                        + " failures and %d aborts on the nodes%n",
                counting.done.get(),
                counting.failed.get(),
                found,
                sum("wsrep_local_cert_failures"),
                sum("wsrep_local_bf_aborts"));
        assertThat(found).isEqualTo("" + counting.done.get());
    }

    private long sum(String status) {
        return cluster.nodes().stream()
                .mapToLong(node -> GaleraFigures.of(node, status))
                .sum();
    }

    @Test
    void nobodyNoticesTheDeathOfTheWriterWithReplayAndLedger() throws Exception {
        dies(settings().set(Setting.REPLAY, "conflicts").set(Setting.LEDGER, "all"), "kill, replay and ledger");
        assertThat(sales.account().failed()).isZero();
    }

    @Test
    void survivesTheDeathOfTheWriterWithMariaDbsDriver() throws Exception {
        dies(Connected.builder(cluster, cluster.node(1).address(), "mariadb"), "kill, MariaDB Connector/J");
    }

    private void dies(UnderstudyBuilder builder, String title) throws Exception {
        Connected app = connect(builder);
        Sales now = Sales.begin(app, TABLE);
        sales = now;
        now.calm();
        TestNode writer = Sales.writer(app, cluster);
        writer.kill();
        await().until(() -> app.dataSource.topology().sourceNode() != null && !app.isSource(writer));
        now.awaitWrites();
        now.calm();
        now.end(title, Sales.writer(app, cluster));
    }
}
