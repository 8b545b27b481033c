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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one server says about transactions. */
@ClusterTest(replicas = 0)
class LedgerIT {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final Flavor flavor;
    private final Ledger ledger = new Ledger(LedgerTable.of("app.understudy_ledger"));
    private final LedgerIds ids = new LedgerIds();
    private Connection working;
    private Connection asking;

    LedgerIT(Cluster cluster) {
        this.cluster = cluster;
        this.flavor = Physical.flavor(cluster);
    }

    @BeforeEach
    void open() throws SQLException {
        working = Physical.CONNECTOR_J.open(cluster, cluster.source(), false);
        asking = Physical.CONNECTOR_J.open(cluster, cluster.source(), true);
        ledger.ensure(asking, flavor, true);
        execute(asking, "CREATE TABLE IF NOT EXISTS work (id INT AUTO_INCREMENT PRIMARY KEY)");
    }

    @AfterEach
    void close() throws SQLException {
        working.abort(Runnable::run); // closing would say goodbye to servers that a test has killed
        asking.abort(Runnable::run);
    }

    private LedgerId noted() throws SQLException {
        LedgerId id = ids.next();
        execute(working, "INSERT INTO work VALUES ()");
        ledger.note(working, id);
        return id;
    }

    private Verdict ask(LedgerId id, Duration atMost) throws SQLException {
        return ledger.ask(asking, flavor, id, atMost);
    }

    @Test
    void whatWasVetoedNeverComesAndWhatIsThereCanNotBeVetoed() throws SQLException {
        LedgerId absent = ids.next();
        assertThat(ledger.veto(asking, absent)).isEqualTo(Verdict.ABSENT);
        assertThat(ask(absent, AT_ONCE)).isEqualTo(Verdict.ABSENT);
        assertThat(ledger.veto(asking, absent)).as("its answer was lost").isEqualTo(Verdict.ABSENT);
        execute(working, "INSERT INTO work VALUES ()");
        assertThatThrownBy(() -> ledger.note(working, absent))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1062));
        working.rollback();
        LedgerId committed = noted();
        working.commit();
        assertThat(ledger.veto(asking, committed)).isEqualTo(Verdict.UNSETTLED);
        assertThat(ask(committed, AT_ONCE)).isEqualTo(Verdict.COMMITTED);
    }

    @ParameterizedTest
    @CsvSource({"CONNECTOR_J,true", "CONNECTOR_J,false", "MARIADB,true", "MARIADB,false"})
    void tellsCommittedRolledBackAndOpenApart(Physical driver, boolean autocommit) throws SQLException {
        try (Connection other = driver.open(cluster, cluster.source(), autocommit)) {
            LedgerId committed = noted();
            working.commit();
            LedgerId rolledBack = noted();
            working.rollback();
            LedgerId open = noted();

            for (int again = 0; again < 2; again++) {
                assertThat(ledger.ask(other, flavor, committed, AT_ONCE)).isEqualTo(Verdict.COMMITTED);
                assertThat(ledger.ask(other, flavor, rolledBack, AT_ONCE)).isEqualTo(Verdict.ABSENT);
                assertThat(ledger.ask(other, flavor, open, Duration.ofMillis(100)))
                        .isEqualTo(Verdict.UNSETTLED);
            }
            // with an open transaction the server would refuse it
            execute(other, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "ROLLBACK");
            assertThat(other.getAutoCommit()).isEqualTo(autocommit);
            working.rollback();
        }
    }

    @Test
    void leavesNeitherLocksNorAnotherIsolationLevel() throws SQLException {
        LedgerId committed = noted();
        working.commit();
        asking.setAutoCommit(false);
        assertThat(ask(committed, AT_ONCE)).isEqualTo(Verdict.COMMITTED);
        execute(working, "DELETE FROM understudy_ledger WHERE id = " + committed.literal());
        LedgerId open = noted();
        assertThat(ask(open, AT_ONCE)).isEqualTo(Verdict.UNSETTLED);
        // repeatable, as the session is: what is committed after the first look is not seen
        int before = Integer.parseInt(query(asking, "SELECT COUNT(*) FROM work"));
        working.commit();
        assertThat(query(asking, "SELECT COUNT(*) FROM work")).isEqualTo(Integer.toString(before));
        asking.rollback();
    }

    @Test
    void refusesToBeAskedWithinATransactionAndLeavesThatAsItIs() throws SQLException {
        asking.setAutoCommit(false);
        execute(asking, "INSERT INTO work VALUES (4711)");
        assertThatThrownBy(() -> ask(ids.next(), AT_ONCE))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1568));
        assertThatThrownBy(() -> ledger.purge(asking, Duration.ofDays(1))).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> ledger.ensure(asking, flavor, true)).isInstanceOf(SQLException.class);
        assertThat(query(asking, "SELECT COUNT(*) FROM work WHERE id = 4711")).isEqualTo("1");
        asking.rollback();
    }

    @ParameterizedTest
    @CsvSource({"true,COMMITTED", "false,ABSENT"})
    void waitsForAnOpenTransaction(boolean commits, Verdict verdict) throws Exception {
        LedgerId open = noted();
        CompletableFuture<Verdict> asked = CompletableFuture.supplyAsync(() -> {
            try {
                return ask(open, LONG);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(asked.copy()
                        .completeOnTimeout(Verdict.UNSETTLED, 300, TimeUnit.MILLISECONDS)
                        .get())
                .isEqualTo(Verdict.UNSETTLED);
        if (commits) {
            working.commit();
        } else {
            working.rollback();
        }
        assertThat(asked.get(20, TimeUnit.SECONDS)).isEqualTo(verdict);
    }

    @Test
    void aSessionThatIsKilledHasRolledBack() throws SQLException {
        LedgerId open = noted();
        cluster.source().execute("KILL " + query(working, "SELECT CONNECTION_ID()"));
        assertThat(ask(open, LONG)).isEqualTo(Verdict.ABSENT);
    }

    @Test
    void crashRecoveryIsToldAsItIs() throws SQLException {
        LedgerId committed = noted();
        working.commit();
        LedgerId open = noted();

        cluster.source().kill();
        cluster.source().start();

        try (Connection after = Physical.CONNECTOR_J.open(cluster, cluster.source(), true)) {
            assertThat(ledger.ask(after, flavor, committed, LONG)).isEqualTo(Verdict.COMMITTED);
            assertThat(ledger.ask(after, flavor, open, LONG)).isEqualTo(Verdict.ABSENT);
        }
    }

    @Test
    void askingForWhatIsAbsentBlocksNobody() throws SQLException {
        LedgerId absent = ids.next();
        try (Connection held = Physical.CONNECTOR_J.open(cluster, cluster.source(), false)) {
            // as far as an inquiry goes before its rollback
            execute(held, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            execute(held, Inquiry.lockingRead(LedgerTable.of("understudy_ledger"), flavor, absent));
            execute(working, "SET innodb_lock_wait_timeout = 1");
            for (int i = 0; i < 20; i++) {
                noted();
            }
            ledger.note(working, absent);
            working.commit();
            held.rollback();
        }
        assertThat(ask(absent, AT_ONCE)).isEqualTo(Verdict.COMMITTED);
    }

    @Test
    void worksOnAServerThatHasBecomeReadOnlyAndInAReadOnlySession() throws SQLException {
        LedgerId committed = noted();
        working.commit();
        cluster.demote(cluster.source());
        assertThat(ask(committed, AT_ONCE)).isEqualTo(Verdict.COMMITTED);
        assertThat(ask(ids.next(), AT_ONCE)).isEqualTo(Verdict.ABSENT);
        execute(asking, "SET SESSION TRANSACTION READ ONLY");
        assertThat(ask(committed, AT_ONCE)).isEqualTo(Verdict.COMMITTED);
        cluster.source().execute("SET GLOBAL read_only = OFF");
    }

    @Test
    void aChangeOfTheTableIsWaitedForAsAnOpenTransactionIs() throws SQLException {
        LedgerId committed = noted();
        working.commit();
        execute(working, "LOCK TABLES understudy_ledger WRITE");
        assertThat(ask(committed, Duration.ofMillis(200))).isEqualTo(Verdict.UNSETTLED);
        execute(working, "UNLOCK TABLES");
        assertThat(ask(committed, LONG)).isEqualTo(Verdict.COMMITTED);
    }

    @Test
    void aNoteLeavesTheGeneratedKeyOfTheApplication() throws SQLException {
        execute(working, "INSERT INTO work VALUES ()");
        String key = query(working, "SELECT LAST_INSERT_ID()");
        ledger.note(working, ids.next());
        working.commit();
        assertThat(query(working, "SELECT LAST_INSERT_ID()")).isEqualTo(key);
    }
}
