package io.github.understudy.internal.ledger;

import static io.github.understudy.internal.ledger.Physical.execute;
import static io.github.understudy.internal.ledger.Physical.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the table stays small, and what a note costs. */
@ClusterTest(replicas = 0)
class LedgerPurgeIT {
    private static final int OLD = 1_203;

    private final Cluster cluster;
    private final Flavor flavor;
    private final LedgerIds ids = new LedgerIds();

    LedgerPurgeIT(Cluster cluster) {
        this.cluster = cluster;
        this.flavor = Physical.flavor(cluster);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void deletesOldIdsWithoutWaitingForOpenTransactions(boolean autocommit) throws SQLException {
        LedgerTable table = LedgerTable.of("purged_" + autocommit);
        Ledger ledger = new Ledger(table);
        try (Connection working = Physical.CONNECTOR_J.open(cluster, cluster.source(), false);
                Connection purging = Physical.CONNECTOR_J.open(cluster, cluster.source(), autocommit)) {
            ledger.ensure(purging, flavor, true);
            addOld(working, table);
            LedgerId young = ids.next();
            ledger.note(working, young);
            working.commit();
            LedgerId open = ids.next();
            ledger.note(working, open);

            execute(purging, "SET innodb_lock_wait_timeout = 1");
            assertThat(ledger.purge(purging, Duration.ofHours(2))).isEqualTo(OLD);
            assertThat(ledger.purge(purging, Duration.ofHours(2))).isZero();

            assertThat(ledger.ask(purging, flavor, young, Duration.ZERO)).isEqualTo(Verdict.COMMITTED);
            assertThat(ledger.ask(purging, flavor, open, Duration.ZERO)).isEqualTo(Verdict.UNSETTLED);
            working.rollback();
            assertThat(query(working, "SELECT COUNT(*) FROM " + table)).isEqualTo("1");
        }
        assertThatThrownBy(() -> new Purge(table, Duration.ofMinutes(59))).isInstanceOf(IllegalArgumentException.class);
    }

    private void addOld(Connection connection, LedgerTable table) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < OLD; i++) {
            rows.append(i == 0 ? "" : ", ").append("(").append(ids.next().literal());
            rows.append(", 1, UTC_TIMESTAMP() - INTERVAL 3 HOUR)");
        }
        execute(connection, "INSERT INTO " + table + " VALUES " + rows);
        connection.commit();
    }

    @Test
    void aNoteCostsOneRoundTrip() throws SQLException {
        Ledger ledger = new Ledger(LedgerTable.of("measured"));
        try (Connection working = Physical.CONNECTOR_J.open(cluster, cluster.source(), false)) {
            ledger.ensure(working, flavor, true);
            execute(working, "CREATE TABLE IF NOT EXISTS measured_work (id INT AUTO_INCREMENT PRIMARY KEY)");
            long questions = questions(working);
            ledger.note(working, ids.next());
            assertThat(questions(working) - questions)
                    .as("one besides the question itself")
                    .isEqualTo(2);
            working.commit();
            long[] nanos = new long[2];
            for (int i = 0; i < 2_000; i++) {
                int noted = i % 2;
                long start = System.nanoTime();
                execute(working, "INSERT INTO measured_work VALUES ()");
                if (noted == 1) {
                    ledger.note(working, ids.next());
                }
                working.commit();
                nanos[noted] += System.nanoTime() - start;
            }
            System.out.printf(
                    "%s: a transaction takes %d us, with a note %d us%n",
                    flavor, nanos[0] / 1_000_000, nanos[1] / 1_000_000);
        }
    }

    private static long questions(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return Long.parseLong(Alone.rows(statement, "SHOW SESSION STATUS LIKE 'Questions'")
                    .get(0)
                    .get(1));
        }
    }
}
