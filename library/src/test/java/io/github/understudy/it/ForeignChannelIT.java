package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.event.EventType;
import io.github.understudy.route.Route;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.testkit.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A replica of two sources is judged by the channel that leads to ours, whatever becomes of the other one. */
@ClusterTest(replicas = 2)
class ForeignChannelIT {
    private final Cluster cluster;
    private final TestNode special;
    private final boolean mysql;
    private final AtomicInteger turn = new AtomicInteger();

    ForeignChannelIT(Cluster cluster) {
        this.cluster = cluster;
        this.special = cluster.node(2);
        this.mysql = cluster.flavor() == ServerFlavor.MYSQL;
    }

    @Test
    void isNoReasonToLeaveTheReplica() throws Exception {
        try (Cluster elsewhere = Cluster.of(cluster.flavor())
                        .replicas(0)
                        .option("--server-id=90")
                        .option(mysql ? "--server-id=90" : "--gtid-domain-id=9")
                        .start();
                Connected app = Connected.to(
                        cluster,
                        Connected.builder(cluster, cluster.jdbcHosts())
                                .set(Setting.GROUPS, special.address() + "=reporting")
                                .set(Setting.MAX_LAG, Duration.ofSeconds(2)))) {
            app.update("CREATE TABLE ours (id INT PRIMARY KEY, text VARCHAR(20))");
            app.update("INSERT INTO ours VALUES (1, '0')");
            cluster.followBesides(special, elsewhere.source(), "theirs");
            readsOn(app);

            special.execute(mysql ? "STOP REPLICA SQL_THREAD FOR CHANNEL ''" : "STOP SLAVE SQL_THREAD");
            Connected.await().until(() -> {
                write(app);
                return !app.node(special).readable();
            });
            assertThat(applier()).as("theirs runs, which does not help").isEqualTo("Yes");
            special.execute(mysql ? "START REPLICA FOR CHANNEL ''" : "START SLAVE");
            readsOn(app);

            stopTheirsByAnError(elsewhere);
            readsOn(app);
            if (!mysql) {
                followByPositions("");
                readsOn(app);
                mend();
                followByPositions("theirs");
                special.execute("STOP SLAVE");
                special.execute("CHANGE MASTER TO MASTER_USE_GTID=slave_pos");
                special.execute("START SLAVE");
                readsOn(app);
                assertThat(applier()).isEqualTo("Yes");
            }
            assertThat(app.isSource(cluster.source())).isTrue();
            assertThat(app.dataSource.topology().nodes()).hasSize(3);
            assertThat(app.events(EventType.ERRANT_TRANSACTIONS)).isEmpty();
        }
    }

    private String write(Connected app) throws SQLException {
        String text = Integer.toString(turn.incrementAndGet());
        app.update("UPDATE ours SET text = '" + text + "' WHERE id = 1");
        return text;
    }

    /** Each read sees the write before it, wherever it runs, and soon they run on the replica of two sources again. */
    private void readsOn(Connected app) {
        String its = "@" + special.query("SELECT @@server_id");
        Connected.await().untilAsserted(() -> {
            String written = write(app);
            String seen = Route.to("reporting", () -> app.query("SELECT CONCAT(text, '@', @@server_id) FROM ours"));
            assertThat(seen).startsWith(written + "@");
            assertThat(seen).as(app.dataSource.topology().describe()).endsWith(its);
        });
    }

    /** A row that they write is there already. */
    private void stopTheirsByAnError(Cluster elsewhere) throws SQLException {
        elsewhere.source().execute("CREATE TABLE app.clash (id INT PRIMARY KEY)");
        Connected.await()
                .until(() -> !special.rows("SHOW TABLES FROM app LIKE 'clash'").isEmpty());
        unlogged("INSERT INTO app.clash VALUES (1)");
        elsewhere.source().execute("INSERT INTO app.clash VALUES (1)");
        Connected.await().until(() -> applier().equals("No"));
    }

    private void mend() throws SQLException {
        unlogged("DELETE FROM app.clash");
        special.execute("START SLAVE 'theirs'");
        Connected.await().until(() -> applier().equals("Yes"));
    }

    private void followByPositions(String connection) {
        special.execute("STOP SLAVE '" + connection + "'");
        special.execute("CHANGE MASTER '" + connection + "' TO MASTER_USE_GTID=no");
        special.execute("START SLAVE '" + connection + "'");
    }

    private void unlogged(String sql) throws SQLException {
        try (Session session = Session.open(
                special.host(), special.port(), cluster.adminUser(), cluster.adminPassword(), Duration.ofSeconds(20))) {
            if (mysql) {
                session.execute("SET GLOBAL super_read_only=OFF");
            }
            session.execute("SET sql_log_bin=0", sql);
            if (mysql) {
                session.execute("SET GLOBAL super_read_only=ON");
            }
        }
    }

    /** Whether what comes from the other cluster is applied. */
    private String applier() {
        Map<String, String> row = special.rows(
                        mysql ? "SHOW REPLICA STATUS FOR CHANNEL 'theirs'" : "SHOW SLAVE 'theirs' STATUS")
                .get(0);
        return String.valueOf(row.get(mysql ? "Replica_SQL_Running" : "Slave_SQL_Running"));
    }
}
