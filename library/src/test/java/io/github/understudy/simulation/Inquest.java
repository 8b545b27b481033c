package io.github.understudy.simulation;

import io.github.understudy.internal.discovery.Appliers;
import io.github.understudy.internal.failover.Testimony;
import io.github.understudy.internal.ledger.Verdict;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.simulation.Request.Kind;
import io.github.understudy.simulation.Service.Told;
import org.jspecify.annotations.Nullable;

/** What became of a COMMIT without an answer, as {@code CommitLedger} finds it out. */
final class Inquest {
    private final Transaction transaction;
    private final Library library;
    private final long note;
    private final VirtualServer sentTo;
    private final Patience patience;
    private final Settled then;
    private long since;

    /** What is called in the end. */
    interface Settled {
        /** @param commit what the verdict is about, if it is there */
        void with(Verdict verdict, @Nullable Commit commit, VirtualServer sentTo, Patience patience);
    }

    Inquest(Transaction transaction, long note, VirtualServer sentTo, Patience patience, Settled then) {
        this.transaction = transaction;
        this.library = transaction.library;
        this.note = note;
        this.sentTo = sentTo;
        this.patience = patience.begun();
        this.then = then;
    }

    void after(long lostSince) {
        since = lostSince;
        if (patience.isOver()) {
            then.with(Verdict.UNSETTLED, null, sentTo, patience);
            return;
        }
        library.awaitSourceAfter(
                sentTo,
                since,
                patience,
                () -> library.acquire(Wish.WRITE, patience, this::question, why -> later()),
                why -> later());
    }

    private void later() {
        library.world().timeline().in(library.world().dice().millis(20, 60), () -> after(since));
    }

    private void question(VirtualSession session) {
        boolean same = session.server == sentTo;
        if (same) {
            ask(session, true, Appliers.UNKNOWN);
            return;
        }
        // First this: what is applied after the question would be missed.
        session.exchange(request(Kind.ASK_APPLIERS), reply -> {
            if (reply.answer() instanceof Appliers appliers) {
                ask(session, false, appliers);
            } else {
                failed(session);
            }
        });
    }

    private void ask(VirtualSession session, boolean same, Appliers appliers) {
        session.exchange(request(Kind.ASK), reply -> {
            if (!(reply.answer() instanceof Told told)) {
                failed(session);
                return;
            }
            Verdict believed = new Testimony(same, appliers, told.verdict()).believed();
            session.close();
            if (believed == Verdict.UNSETTLED) {
                later();
            } else {
                then.with(believed, told.commit(), sentTo, patience);
            }
        });
    }

    private void failed(VirtualSession session) {
        session.close();
        patience.failed(session.server);
        later();
    }

    private Request request(Kind kind) {
        return new Request(kind, note, 0, transaction.client.number);
    }
}
