package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.event.VerdictCode;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Role;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that follows a Galera cluster by asynchronous replication, for reports for example. */
@Tag("galera")
@ClusterTest(
        kind = ClusterKind.GALERA,
        replicas = 1,
        options = {"--log-bin=binlog", "--log-slave-updates=ON", "--wsrep-gtid-mode=ON", "--wsrep-gtid-domain-id=9"})
class GaleraReplicaIT {
    private final Cluster galera;

    GaleraReplicaIT(Cluster galera) {
        this.galera = galera;
    }

    @Test
    void servesReadsThatMayBeLateAndNoOthers() throws Exception {
        try (Cluster reports =
                Cluster.mariadb().replicas(0).option("--server-id=77").start()) {
            TestNode replica = reports.node(0);
            galera.node(0).execute("CREATE OR REPLACE TABLE app.facts (id INT PRIMARY KEY)");
            replica.execute("CREATE OR REPLACE TABLE app.facts (id INT PRIMARY KEY)");
            follow(replica, galera.node(1));
            String hosts = galera.node(1).address() + "," + replica.address();
            try (Connected app = Connected.to(galera, Connected.builder(galera, hosts), replica)) {
                assertThat(of(app, replica).role()).isEqualTo(Role.REPLICA);
                app.update("INSERT INTO facts VALUES (1)");
                await().until(() -> "1".equals(replica.query("SELECT COUNT(*) FROM app.facts")));
                readsThereOnlyIfLateReadsWillDo(app, replica);
                galera.node(1).kill();
                await().until(() -> !of(app, replica).readable());
                assertThat(of(app, replica).reason()).contains("lag is not known");
                assertThat(app.events(io.github.understudy.event.EventType.REPLICA_EXCLUDED))
                        .anyMatch(event -> event.code() == VerdictCode.LAG_UNKNOWN);
            }
        }
    }

    private static void readsThereOnlyIfLateReadsWillDo(Connected app, TestNode replica) throws Exception {
        long before = reads(replica);
        for (int i = 0; i < 40; i++) {
            assertThat(app.query("SELECT COUNT(*) FROM facts WHERE id = 1")).isEqualTo("1");
        }
        assertThat(reads(replica)).as("sessions read what they can compare").isEqualTo(before);
        app.dataSource.consistency().at(ConsistencyLevel.EVENTUAL, () -> {
            for (int i = 0; i < 40; i++) {
                app.query("SELECT COUNT(*) FROM facts WHERE id = 1");
            }
            return null;
        });
        long eventual = reads(replica) - before;
        app.update("INSERT INTO facts VALUES (2)");
        assertThat(app.query("SELECT COUNT(*) FROM facts")).isEqualTo("2");
        System.out.printf(
                "FIGURE galera, asynchronous replica: 0 of 40 session reads there, %d of 40 eventual%n", eventual);
        assertThat(eventual).isBetween(5L, 39L);
    }

    /** From now on: what both have already is the same. */
    private static void follow(TestNode replica, TestNode source) {
        String position = String.valueOf(source.query("SELECT @@global.gtid_binlog_pos"));
        replica.execute("RESET MASTER");
        replica.execute("SET GLOBAL gtid_slave_pos = '" + position + "'");
        replica.execute("CHANGE MASTER TO master_host = '127.0.0.1', master_port = " + source.port()
                + ", master_ssl = 0, master_user = 'admin', master_password = 'admin', master_connect_retry = 1,"
                + " master_use_gtid = slave_pos");
        replica.execute("SET GLOBAL read_only = ON");
        replica.execute("START SLAVE");
    }

    private static Node of(Connected app, TestNode node) {
        return app.dataSource.topology().nodes().stream()
                .filter(each -> each.endpoint().toString().equals(node.address()))
                .findFirst()
                .orElseThrow(NoSuchElementException::new);
    }

    private static long reads(TestNode node) {
        return Long.parseLong(String.valueOf(node.query("SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = 'handler_read_key'")));
    }
}
