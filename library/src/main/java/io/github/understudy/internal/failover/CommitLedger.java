package io.github.understudy.internal.failover;

import io.github.understudy.internal.discovery.Appliers;
import io.github.understudy.internal.failover.Circles.Circle;
import io.github.understudy.internal.ledger.Ledger;
import io.github.understudy.internal.ledger.LedgerId;
import io.github.understudy.internal.ledger.LedgerIds;
import io.github.understudy.internal.ledger.LedgerMode;
import io.github.understudy.internal.ledger.LedgerTable;
import io.github.understudy.internal.ledger.Verdict;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes transactions before their COMMIT, and finds out what became of those whose answer was lost. Thread-safe. */
public final class CommitLedger {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLedger.class);
    private static final int NO_SUCH_TABLE = 1146;
    private static final Duration ONE_QUESTION = Duration.ofMillis(500);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LedgerMode mode;
    private final @Nullable LedgerTable table;
    private final LedgerIds ids = new LedgerIds();
    private final LiveTopology live;
    private final Checkout checkout;
    private volatile boolean postponed;
    private volatile Runnable firstTable = () -> {};

    /** @param table null if nothing is noted */
    public CommitLedger(LedgerMode mode, @Nullable LedgerTable table, LiveTopology live, Checkout checkout) {
        this.mode = mode;
        this.table = table;
        this.live = live;
        this.checkout = checkout;
    }

    /** True if transactions are noted: from the start, or, if its table was postponed, from some moment on. */
    public boolean isOn() {
        return table != null && !postponed;
    }

    /** True if single writes in autocommit mode are noted as well. */
    public boolean isForAll() {
        return mode == LedgerMode.ALL && isOn();
    }

    /** True as long as the table is not made because it would be the first one in the application's database. */
    public boolean isPostponed() {
        return postponed;
    }

    /** What is done when the application may have made the first table, for which this one's was postponed. */
    public void onFirstTable(Runnable action) {
        firstTable = action;
    }

    /** DDL has run. */
    public void schemaMayHaveChanged() {
        if (postponed) {
            firstTable.run();
        }
    }

    private Ledger ledger() {
        if (table == null) {
            throw new IllegalStateException("the ledger is off");
        }
        return new Ledger(table);
    }

    /**
     * Notes the open transaction of a connection.
     *
     * @throws SQLException if it is not noted; COMMIT must not be sent then
     */
    public LedgerId note(Lease lease) throws SQLException {
        LedgerId id = ids.next();
        refuseOnNdb();
        try {
            ledger().note(lease.connection(), id);
            return id;
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE && table != null) {
                throw new SQLException(
                        "The commit ledger is on, and its table is missing on " + lease.endpoint()
                                + ". Nothing was committed. Create it: " + table.createStatement(),
                        e.getSQLState(),
                        e.getErrorCode(),
                        e);
            }
            throw e;
        }
    }

    /**
     * What became of a transaction whose COMMIT was sent and not answered, as the source says that goes on. Another
     * server than the one it was sent to is believed that it does not have it only when it gets nothing more from
     * elsewhere, or when both agree on each COMMIT.
     *
     * @return {@link Verdict#UNSETTLED} if that could not be found out in time
     */
    public Verdict outcome(LedgerId id, NodeId sentTo, long sinceNanos, Patience patience) {
        // Now: by the time somebody can be asked, the server may be in another group.
        Circle circle = live.circles().of(sentTo);
        while (!patience.isOver()) {
            try {
                checkout.awaitSourceAfter(sentTo, sinceNanos, patience);
                Verdict verdict = ask(id, sentTo, circle, patience);
                if (verdict != Verdict.UNSETTLED) {
                    return verdict;
                }
            } catch (SQLException e) {
                LOG.debug("asking the ledger for {} failed", id, e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Verdict.UNSETTLED;
    }

    private Verdict ask(LedgerId id, NodeId sentTo, @Nullable Circle circle, Patience patience) throws SQLException {
        Lease lease = checkout.acquire(Wish.LOOK_BACK, null, null, patience);
        try {
            Topology topology = live.current();
            Flavor flavor = CatchingUp.flavor(topology, lease.node());
            if (flavor == null) {
                return Verdict.UNSETTLED;
            }
            if (live.circles().isIn(circle, lease.node(), topology)) {
                return askOneOfMany(lease, flavor, id, patience);
            }
            // The same one may be told more as well if it was a member.
            boolean same = lease.node().equals(sentTo) && circle == null && !LiveTopology.isAgreed(topology);
            // First this: what is applied after the question would be missed.
            Appliers appliers = same ? Appliers.UNKNOWN : Appliers.on(lease.connection(), flavor);
            Verdict verdict = ledger().ask(lease.connection(), flavor, id, ONE_QUESTION);
            return new Testimony(same, appliers, verdict).believed();
        } catch (SQLException e) {
            patience.failed(lease, e);
            throw e;
        } finally {
            lease.end();
        }
    }

    /**
     * Each node of the Galera cluster or the group that had the COMMIT can tell, whichever of them had it: all have one
     * order of transactions. That one may still be about to send it to the others, so its id is taken before it is called
     * absent. In another group, which follows that one, this would prove nothing: a relay log knows no such order.
     */
    private Verdict askOneOfMany(Lease lease, Flavor flavor, LedgerId id, Patience patience) throws SQLException {
        // A transaction that lost its order to another one may yet be applied as the cluster has it.
        CatchingUp.await(lease, live.current(), patience);
        Verdict verdict = ledger().ask(lease.connection(), flavor, id, ONE_QUESTION);
        return verdict == Verdict.ABSENT ? ledger().veto(lease.connection(), id) : verdict;
    }

    /**
     * Makes sure that the table is there, and makes it where the account may. In a database without any table that is
     * postponed: tools that migrate (Flyway) refuse to begin where somebody else was before.
     *
     * @throws SQLException that says what is missing and what to run
     */
    public void prepare() throws SQLException {
        refuseOnNdb();
        onSource((lease, flavor) -> {
            if (ledger().wouldBeFirst(lease.connection())) {
                if (!postponed) {
                    LOG.info(
                            "The commit ledger waits for the first table of its database. Until then a loss at COMMIT is an"
                                    + " unknown outcome");
                }
                postponed = true;
            } else {
                ledger().ensure(lease.connection(), flavor, true);
                postponed = false;
            }
        });
    }

    /** The same for a table that was postponed. Never fails: if it can't be made, it is missed at the next COMMIT. */
    public void prepareLater() {
        try {
            prepare();
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException refused && staysRefused(refused)) {
                LOG.error("The commit ledger can't be used, so that nothing can be committed: {}", e.getMessage());
                postponed = false;
            } else {
                LOG.debug("preparing the ledger failed, and is tried again", e);
            }
        }
    }

    /** For lack of rights, or because of what the table is; not for a switchover or a full pool. */
    private static boolean staysRefused(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("42");
    }

    /** Its table is InnoDB's, and so one server's: it would neither be one transaction with the data nor be there later. */
    private void refuseOnNdb() throws SQLException {
        if (live.current().kind() == ClusterKind.NDB) {
            throw new SQLException("The commit ledger can't be used with an NDB cluster (understudy.ledger=off)."
                    + " Nothing was committed.");
        }
    }

    /** Deletes what nobody asks for any more. Never fails. */
    public void purge() {
        try {
            onSource((lease, flavor) -> ledger().purge(lease.connection(), KEPT));
        } catch (SQLException | RuntimeException e) {
            LOG.debug("purging the ledger failed, and is tried again later", e);
        }
    }

    private interface Work {
        void on(Lease lease, Flavor flavor) throws SQLException;
    }

    private void onSource(Work work) throws SQLException {
        Lease lease = checkout.acquire(Wish.WRITE, null, null, null);
        try {
            Flavor flavor = CatchingUp.flavor(live.current(), lease.node());
            if (flavor != null) {
                work.on(lease, flavor);
            }
        } finally {
            lease.end();
        }
    }
}
