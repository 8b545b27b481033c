package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.Setting;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Losses in the middle of COMMIT in a group, whose outcome the ledger tells on another member: the transaction is there
 * once on all members in the end, whether the group has got it or not, and whenever.
 */
@Tag("group")
@ClusterTest(kind = ClusterKind.GROUP)
class GroupLedgerIT {
    /** Only with the whole table of faults. */
    @Retention(RetentionPolicy.RUNTIME)
    @EnabledIfSystemProperty(named = "understudy.matrix", matches = "all")
    private @interface WithAllFaults {}

    private static final String COUNT = "SELECT COUNT(*) FROM app.item";

    private final Cluster cluster;
    private Connected app;
    private Connection connection;

    GroupLedgerIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void createTable() {
        cluster.nodes().forEach(node -> {
            // So that a note is seen before its COMMIT.
            node.execute("SET GLOBAL TRANSACTION ISOLATION LEVEL READ UNCOMMITTED");
        });
        primary().execute("DROP TABLE IF EXISTS app.understudy_ledger");
        primary().execute("DROP TABLE IF EXISTS app.item");
        primary().execute("CREATE TABLE app.item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(64))");
    }

    @AfterEach
    void close() {
        cluster.nodes().stream()
                .filter(TestNode::isRunning)
                .filter(node -> !node.isFrozen())
                .forEach(node -> {
                    node.execute("SET GLOBAL group_replication_member_expel_timeout = 0");
                    node.execute("SET GLOBAL group_replication_unreachable_majority_timeout = DEFAULT");
                    node.execute("SET GLOBAL group_replication_autorejoin_tries = DEFAULT");
                });
        app.close();
    }

    /** The server has COMMIT before it, and dies. */
    @Test
    @WithAllFaults
    void whatTheGroupNeverGotIsDoneAgain() throws Exception {
        connect("on");
        Future<?> committing = commit();
        primary().freeze();
        Thread.sleep(1000);
        primary().kill();
        committing.get(40, TimeUnit.SECONDS);
        primary().start();
        assertThatItIsThere(1, "COMMIT before the killed primary");
    }

    /** The server gets COMMIT, and has nobody to tell. */
    @Test
    @WithAllFaults
    void whatACutOffPrimaryHoldsBackIsDoneAgain() throws Exception {
        connect("on");
        Future<?> committing = commit();
        cluster.group().isolate(primary());
        committing.get(60, TimeUnit.SECONDS);
        cluster.group().mend();
        assertThatItIsThere(1, "COMMIT on a primary that is cut off, and comes back");
    }

    /** What the others have in their sockets they may take for agreed when they wake up. */
    @Test
    @WithAllFaults
    void whatTheOthersMayHaveIsThereOnce() throws Exception {
        connect("on");
        Future<?> committing = commit();
        cluster.replicas().forEach(TestNode::freeze);
        Thread.sleep(2000);
        primary().kill();
        cluster.replicas().forEach(TestNode::thaw);
        committing.get(60, TimeUnit.SECONDS);
        primary().start();
        assertThatItIsThere(1, "COMMIT sent to sleeping members, the primary killed");
    }

    /** It says that it has rolled back what the others may have (3100). */
    @Test
    @WithAllFaults
    void whatItsMemberGivesUpIsThereOnce() throws Exception {
        primary().execute("SET GLOBAL group_replication_unreachable_majority_timeout = 2");
        primary().execute("SET GLOBAL group_replication_autorejoin_tries = 0");
        connect("on");
        Future<?> committing = commit();
        cluster.replicas().forEach(TestNode::freeze);
        await().until(() -> cluster.group().state(primary()).equals("ERROR"));
        cluster.replicas().forEach(TestNode::thaw);
        committing.get(60, TimeUnit.SECONDS);
        cluster.group().join(primary());
        assertThatItIsThere(1, "COMMIT given up by a primary without a majority");
    }

    @Test
    @WithAllFaults
    void whatAnExpelledPrimaryFindsWhenItWakesUpIsThereOnce() throws Exception {
        connect("on");
        Future<?> committing = commit();
        primary().freeze();
        committing.get(60, TimeUnit.SECONDS);
        primary().thaw();
        assertThatItIsThere(1, "COMMIT before a frozen primary that is expelled and wakes up");
    }

    @Test
    void withoutReplayItIsLostForCertain() throws Exception {
        connect("off");
        Future<?> committing = commit();
        primary().freeze();
        assertThatThrownBy(() -> committing.get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(TransactionLostException.class);
        primary().thaw();
        assertThatItIsThere(0, "the same, without replay");
    }

    /** It is still a member, so what it sends when it wakes up is judged by the others, after the id was taken. */
    @Test
    void whatAMemberSendsAfterItsIdWasTakenIsRefused() throws Exception {
        cluster.nodes().forEach(node -> node.execute("SET GLOBAL group_replication_member_expel_timeout = 60"));
        connect("on");
        cluster.group().switchToMultiPrimary();
        Future<?> committing = commit();
        primary().freeze();
        committing.get(60, TimeUnit.SECONDS);
        assertThat(cluster.group().primaries(cluster.node(1))).doesNotContain(primary());
        long refused = refused();
        primary().thaw();
        await().until(() -> refused() > refused);
        assertThatItIsThere(1, "one of several primaries sends a COMMIT whose id is taken");
    }

    private TestNode primary() {
        return cluster.node(0);
    }

    private void connect(String replay) {
        app = Connected.to(
                cluster,
                Connected.builder(cluster, primary().address())
                        .set(Setting.LEDGER, "on")
                        .set(Setting.REPLAY, replay)
                        .set(Setting.DETECTION_TIME, "4s"));
        assertThat(app.isSource(primary())).isTrue();
    }

    /** Returns while COMMIT is on its way to the primary. */
    private Future<?> commit() throws Exception {
        connection = app.connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO item (name) VALUES ('once')");
        }
        return new LossAtCommit(cluster, app).slowly(primary(), connection::commit);
    }

    /** How many transactions the members have refused for a conflict. */
    private long refused() {
        return Long.parseLong(String.valueOf(cluster.node(1)
                .query("SELECT count_conflicts_detected FROM performance_schema.replication_group_member_stats"
                        + " WHERE member_id = @@server_uuid")));
    }

    private void assertThatItIsThere(int times, String title) {
        primary().network().heal();
        cluster.group().awaitWhole();
        cluster.nodes().forEach(node -> assertThat(node.query(COUNT)).isEqualTo("" + times));
        String taken = cluster.node(1).query("SELECT COUNT(*) FROM app.understudy_ledger WHERE session = 0");
        System.out.printf("FIGURE group, %s: there %d time(s), ids taken %s%n", title, times, taken);
    }
}
