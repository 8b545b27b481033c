package io.github.understudy.simulation;

import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.replay.Repetition;
import io.github.understudy.internal.replay.ReplayMismatchException;
import io.github.understudy.internal.replay.Transcript;
import io.github.understudy.internal.routing.Wish;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A lost transaction is done again on the next source, as {@code Continuation} does it. */
final class Replay {
    private final Transaction transaction;
    private final Library library;
    private final Transcript<Reply> transcript;
    private final List<Request> statements;
    private final Patience patience;
    private final Consumer<@Nullable String> then;

    /** @param then gets why it could not be done, null if it was */
    Replay(
            Transaction transaction,
            Transcript<Reply> transcript,
            List<Request> statements,
            Patience patience,
            Consumer<@Nullable String> then) {
        this.transaction = transaction;
        this.library = transaction.library;
        this.transcript = transcript;
        this.statements = statements;
        this.patience = patience;
        this.then = then;
    }

    void after(VirtualServer lost, long since) {
        String obstacle = transcript.obstacle();
        if (obstacle != null) {
            then.accept(obstacle);
            return;
        }
        library.awaitSourceAfter(
                lost,
                since,
                patience,
                () -> library.acquire(Wish.WRITE, patience, this::taken, this::refused),
                this::refused);
    }

    private void refused(VirtualGate.Refused why) {
        then.accept("no server could take it: " + why);
    }

    private void taken(VirtualSession session) {
        transaction.session = session;
        step(transcript.repetition(), 0);
    }

    private void step(Repetition<Reply> repetition, int done) {
        if (repetition.isComplete()) {
            repetition.close();
            then.accept(null);
            return;
        }
        VirtualSession session = transaction.session();
        library.awaitStillSource(
                session.server,
                still -> {
                    if (still) {
                        send(repetition, done, session);
                    } else {
                        repetition.close();
                        elsewhere(session.server);
                    }
                },
                this::refused);
    }

    private void send(Repetition<Reply> repetition, int done, VirtualSession session) {
        library.promises().writes(transaction.client.number, session.server);
        session.exchange(statements.get(done), reply -> answered(repetition, done, reply, session.server));
    }

    private void answered(Repetition<Reply> repetition, int done, Reply reply, VirtualServer server) {
        Failure failure = transaction.aboutServer(reply, server);
        if (failure != null) {
            repetition.close();
            onceMore(server);
            return;
        }
        try {
            repetition.next(reply);
        } catch (SQLException e) {
            repetition.close();
            transaction.discard();
            if (!(e instanceof ReplayMismatchException)) {
                throw new IllegalStateException(e);
            }
            then.accept("other answers: " + e.getMessage());
            return;
        }
        step(repetition, done + 1);
    }

    /** The next server was lost as well. */
    private void onceMore(VirtualServer lost) {
        patience.failed(lost);
        elsewhere(lost);
    }

    private void elsewhere(VirtualServer lost) {
        transaction.discard();
        if (patience.isOver()) {
            then.accept("the time is up");
        } else {
            after(lost, transaction.now());
        }
    }
}
