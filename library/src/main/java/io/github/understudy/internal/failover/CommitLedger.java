package io.github.understudy.internal.failover;

import io.github.understudy.internal.discovery.Appliers;
import io.github.understudy.internal.discovery.GaleraQueries;
import io.github.understudy.internal.discovery.GroupQueries;
import io.github.understudy.internal.ledger.Ledger;
import io.github.understudy.internal.ledger.LedgerId;
import io.github.understudy.internal.ledger.LedgerIds;
import io.github.understudy.internal.ledger.LedgerMode;
import io.github.understudy.internal.ledger.LedgerTable;
import io.github.understudy.internal.ledger.Verdict;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.topology.ClusterKind;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
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

    /** @param table null if nothing is noted */
    public CommitLedger(LedgerMode mode, @Nullable LedgerTable table, LiveTopology live, Checkout checkout) {
        this.mode = mode;
        this.table = table;
        this.live = live;
        this.checkout = checkout;
    }

    public boolean isOn() {
        return table != null;
    }

    /** True if single writes in autocommit mode are noted as well. */
    public boolean isForAll() {
        return mode == LedgerMode.ALL;
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
     * elsewhere.
     *
     * @return {@link Verdict#UNSETTLED} if that could not be found out in time
     */
    public Verdict outcome(LedgerId id, NodeId sentTo, long sinceNanos, Patience patience) {
        while (!patience.isOver()) {
            try {
                checkout.awaitSourceAfter(sentTo, sinceNanos, patience);
                Verdict verdict = ask(id, sentTo, patience);
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

    private Verdict ask(LedgerId id, NodeId sentTo, Patience patience) throws SQLException {
        Lease lease = checkout.acquire(Wish.LOOK_BACK, null, null, patience);
        try {
            Flavor flavor = flavor(lease.node());
            if (flavor == null) {
                return Verdict.UNSETTLED;
            }
            boolean same = lease.node().equals(sentTo);
            if (live.current().kind() == ClusterKind.GALERA) {
                // A transaction that lost its order to another one may yet be applied as the cluster has it.
                GaleraQueries.catchUp(lease.connection(), flavor);
            } else if (live.isGroup()) {
                GroupQueries.catchUp(lease.connection());
            }
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

    private @Nullable Flavor flavor(NodeId id) {
        return live.current().node(id).map(Node::flavor).orElse(null);
    }

    /**
     * Makes sure that the table is there, and makes it where the account may.
     *
     * @throws SQLException that says what is missing and what to run
     */
    public void prepare() throws SQLException {
        onSource((lease, flavor) -> ledger().ensure(lease.connection(), flavor, true));
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
            Flavor flavor = flavor(lease.node());
            if (flavor != null) {
                work.on(lease, flavor);
            }
        } finally {
            lease.end();
        }
    }
}
