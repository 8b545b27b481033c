package io.github.understudy;

import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.exception.StartException;
import io.github.understudy.internal.failover.CommitLedger;
import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.monitor.Threads;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to the commit ledger's table: that it is there from the start, or soon after the application's first, and small. */
final class LedgerUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerUpkeep.class);
    private static final long SHORTEST_MILLIS = 500;
    private static final long LONGEST_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final CommitLedger ledger;
    private final LiveTopology live;
    private final Threads threads;

    /** Of the looks that are planned, only those of the latest turn are taken. */
    private final AtomicInteger turn = new AtomicInteger();

    LedgerUpkeep(CommitLedger ledger, LiveTopology live, Threads threads) {
        this.ledger = ledger;
        this.live = live;
        this.threads = threads;
    }

    /** @throws StartException if the ledger can't be used */
    void start() {
        prepare();
        purgeLater();
    }

    private void prepare() {
        if (live.current().sourceNode() == null) {
            return; // told when something is to be noted
        }
        try {
            ledger.prepare();
        } catch (NoNodeAvailableException e) {
            return; // the source is not for this application, or was lost meanwhile
        } catch (SQLException e) {
            throw new StartException("Understudy can't start: the commit ledger can't be used: " + e.getMessage());
        }
        if (ledger.isPostponed()) {
            ledger.onFirstTable(() -> look(turn.incrementAndGet(), 0));
            look(turn.incrementAndGet(), SHORTEST_MILLIS);
        }
    }

    /** Others may make the first table as well, so it is looked for from time to time, less and less often. */
    private void look(int its, long pauseMillis) {
        later(
                () -> {
                    if (turn.get() != its) {
                        return;
                    }
                    ledger.prepareLater();
                    if (ledger.isPostponed()) {
                        look(its, Math.max(SHORTEST_MILLIS, Math.min(2 * pauseMillis, LONGEST_MILLIS)));
                    }
                },
                pauseMillis,
                TimeUnit.MILLISECONDS);
    }

    private void purgeLater() {
        later(
                () -> {
                    ledger.purge();
                    purgeLater();
                },
                1,
                TimeUnit.HOURS);
    }

    private void later(Runnable task, long delay, TimeUnit unit) {
        if (live.isClosed()) {
            return;
        }
        try {
            threads.later(task, delay, unit);
        } catch (RejectedExecutionException e) {
            LOG.trace("the data source is closed", e);
        }
    }
}
