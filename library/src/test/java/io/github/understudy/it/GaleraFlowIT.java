package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static io.github.understudy.it.GaleraFigures.reads;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application at work on a Galera cluster one node of which can't apply as fast as the others write. */
@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA)
class GaleraFlowIT {
    private static final String TABLE = "galera_flow";

    private final Cluster cluster;
    private Connected app;
    private TestNode writer;
    private TestNode reader;
    private @Nullable Sales sales;

    GaleraFlowIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() {
        app = Connected.to(cluster);
        writer = Sales.writer(app, cluster);
        reader = cluster.nodes().stream()
                .filter(node -> node != writer)
                .findFirst()
                .orElseThrow();
        sales = Sales.begin(app, TABLE);
        sales.calm();
    }

    @AfterEach
    void close() {
        if (sales != null) {
            sales.abandon();
        }
        app.close();
    }

    /** It asks for one pause and never ends it: then nobody writes. */
    @Test
    void aReaderThatStandsStillIsLeftAndTheWriterIsExplained() throws Exception {
        try (HeldTable held = new HeldTable(reader, cluster, TABLE)) {
            held.hold();
            await().until(() -> !app.node(reader).readable());
            await().until(() -> !heldBack().isEmpty());
            assertIsLeft(VerdictCode.FLOW_CONTROL);
        }
        sales.awaitWrites();
        assertComesBack();
        assertTheWriterWasExplained();
        end("a reader stands still");
    }

    @Test
    void aReaderThatIsSlowAgainAndAgainIsLeftAndComesBackLater() throws Exception {
        long slowAt;
        try (HeldTable held = new HeldTable(reader, cluster, TABLE)) {
            while (app.node(reader).readable() || heldBack().isEmpty()) {
                held.hold();
                TimeUnit.MILLISECONDS.sleep(400);
                held.release();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            slowAt = System.nanoTime();
            assertIsLeft(VerdictCode.FLOW_CONTROL);
        }
        assertComesBack();
        assertThat(System.nanoTime() - slowAt).as("hysteresis").isGreaterThan(TimeUnit.SECONDS.toNanos(4));
        assertTheWriterWasExplained();
        end("a reader is slow again and again");
    }

    /** With a high limit nobody waits for it, and it falls behind instead. */
    @Test
    void aReaderWithALongQueueIsLeftAndTheWritesGoOn() throws Exception {
        String limit = "SET GLOBAL wsrep_provider_options = 'gcs.fc_limit=";
        reader.execute(limit + "100000'");
        try (HeldTable held = new HeldTable(reader, cluster, TABLE)) {
            held.hold();
            await().until(() -> !app.node(reader).readable());
            assertThat(app.node(reader).reason()).contains("wait there to be applied");
            assertIsLeft(VerdictCode.LAGGING);
            sales.calm();
        } finally {
            reader.execute(limit + "16'");
        }
        assertComesBack();
        assertThat(heldBack()).isEmpty();
        end("a reader with a long queue");
    }

    /** The server itself leaves its cluster's pace for that. */
    @Test
    void aReaderUnderAGlobalLockIsLeft() throws Exception {
        try (HeldTable held = new HeldTable(reader, cluster, TABLE)) {
            held.holdAll();
            await().until(() -> !app.node(reader).readable());
            assertIsLeft(VerdictCode.DESYNCED);
            sales.calm();
        }
        assertComesBack();
        assertThat(heldBack()).isEmpty();
        end("a reader under a global lock");
    }

    /** Shorter than its cluster needs to give it up: all wait for it, and nothing fails. */
    @Test
    void aNodeThatSleepsForAMomentCostsNothingButTime() throws Exception {
        for (TestNode node : cluster.nodes()) {
            node.freeze();
            TimeUnit.MILLISECONDS.sleep(1200);
            node.thaw();
            sales.awaitWrites();
        }
        cluster.nodes().stream()
                .filter(node -> !app.isSource(node))
                .forEach(node -> await().until(() -> app.node(node).readable()));
        end("each node sleeps for 1.2 s");
    }

    /** Nobody reads there, though it would answer. */
    private void assertIsLeft(VerdictCode code) throws InterruptedException {
        await().until(() -> app.events(EventType.REPLICA_EXCLUDED).stream()
                .anyMatch(event -> event.code() == code && isAt(event, reader)));
        TimeUnit.MILLISECONDS.sleep(300);
        long before = reads(reader);
        long all = sales.account().reads().beats();
        await().until(() -> sales.account().reads().beats() > all + 40);
        assertThat(reads(reader)).isEqualTo(before);
    }

    private void assertComesBack() {
        await().until(() -> app.node(reader).readable());
        long before = reads(reader);
        await().until(() -> reads(reader) > before);
    }

    private void assertTheWriterWasExplained() {
        assertThat(heldBack().get(0).code()).isEqualTo(VerdictCode.FLOW_CONTROL);
        assertThat(heldBack().get(0).evidence().witnesses()).anyMatch(it -> it.contains(reader.address()));
        await().untilAsserted(
                        () -> assertThat(heldBack()).last().matches(event -> event.code() == VerdictCode.RECOVERED));
        assertThat(app.isSource(writer)).isTrue();
    }

    private List<ClusterEvent> heldBack() {
        return app.events(EventType.WRITES_HELD_BACK);
    }

    private static boolean isAt(ClusterEvent event, TestNode node) {
        return String.valueOf(event.endpoint()).equals(node.address());
    }

    private void end(String fault) throws Exception {
        sales.calm();
        sales.end(fault, writer);
        assertThat(sales.account().failed()).isZero();
    }
}
