package io.github.understudy.simulation;

import io.github.understudy.internal.failover.Course;
import io.github.understudy.internal.failover.RecoveryRules;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.simulation.Request.Kind;

/** One read, on whatever server is fit. */
final class Read extends Errand {

    Read(Client client, Attempt attempt) {
        super(client, attempt);
    }

    @Override
    void run() {
        library.acquire(Wish.READ, patience, this::send, this::refused);
    }

    private void send(VirtualSession taken) {
        session = taken;
        taken.exchange(new Request(Kind.READ, client.number, 0, client.number), reply -> answered(reply, taken.server));
    }

    private void answered(Reply reply, VirtualServer server) {
        Failure failure = reply.failure();
        if (failure == null) {
            discard();
            done(null);
            return;
        }
        aboutServer(reply, server);
        discard();
        RecoveryRules.Circumstances it =
                new RecoveryRules.Circumstances(failure, StatementClass.READ, false, true, true, false, false);
        patience.failed(server);
        boolean again = Course.after(RecoveryRules.forStatement(it), false) == Course.RUN_AGAIN;
        if (again && !patience.isOver()) {
            run();
        } else {
            end(Outcome.FAILED, failure.toString());
        }
    }
}
