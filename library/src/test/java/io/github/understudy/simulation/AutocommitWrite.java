package io.github.understudy.simulation;

import io.github.understudy.internal.failover.Course;
import io.github.understudy.internal.failover.RecoveryRules;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.simulation.Request.Kind;

/** One write, a transaction of its own. */
final class AutocommitWrite extends Errand {

    AutocommitWrite(Client client, Attempt attempt) {
        super(client, attempt);
    }

    @Override
    void run() {
        VirtualSession kept = patience.tried().isEmpty() ? client.takeKept() : null;
        if (kept != null) {
            send(kept);
        } else {
            library.acquire(Wish.WRITE, patience, this::send, this::refused);
        }
    }

    private void send(VirtualSession taken) {
        session = taken;
        if (!library.live().mayWriteOn(taken.server.id)) {
            discard();
            run();
            return;
        }
        library.promises().writes(client.number, taken.server);
        long write = attempt.writes().get(0);
        taken.exchange(
                new Request(Kind.AUTOCOMMIT_WRITE, write, attempt.number(), client.number),
                reply -> answered(reply, taken.server));
    }

    private void answered(Reply reply, VirtualServer server) {
        Failure failure = reply.failure();
        if (failure == null) {
            done((Commit) reply.answer());
            return;
        }
        long since = now();
        aboutServer(reply, server);
        discard();
        RecoveryRules.Circumstances it =
                new RecoveryRules.Circumstances(failure, StatementClass.DML, false, true, true, false, false);
        switch (Course.after(RecoveryRules.forStatement(it), false)) {
            case RUN_AGAIN -> again(server, since);
            case TELL_UNKNOWN -> {
                library.promises().unknown(attempt, failure == Failure.CONNECTION_LOST, false);
                end(Outcome.UNKNOWN, "");
            }
            default -> end(Outcome.FAILED, failure.toString());
        }
    }

    private void again(VirtualServer server, long since) {
        patience.failed(server);
        if (patience.isOver()) {
            end(Outcome.FAILED, "the time is up");
        } else {
            library.awaitSourceAfter(server, since, patience, this::run, this::refused);
        }
    }
}
