package io.github.understudy.simulation;

import io.github.understudy.internal.failure.Failure;
import org.jspecify.annotations.Nullable;

/** One piece of work on its way to an outcome. */
abstract class Errand {
    final Client client;
    final Attempt attempt;
    final Library library;
    Patience patience;

    @Nullable
    VirtualSession session;

    Errand(Client client, Attempt attempt) {
        this.client = client;
        this.attempt = attempt;
        this.library = client.library();
        this.patience = library.newPatience();
    }

    abstract void run();

    long now() {
        return library.world().timeline().now();
    }

    VirtualSession session() {
        VirtualSession its = session;
        if (its == null) {
            throw new IllegalStateException("no connection");
        }
        return its;
    }

    /** @return the failure if it is about the server, which is suspected then; null if it is not */
    @Nullable
    Failure aboutServer(Reply reply, VirtualServer server) {
        Failure failure = reply.failure();
        if (failure == null || !failure.isAboutTheServer()) {
            return null;
        }
        library.suspect(server);
        return failure;
    }

    void discard() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    void refused(VirtualGate.Refused why) {
        end(why == VirtualGate.Refused.GATE_FULL ? Outcome.GATE_FULL : Outcome.REFUSED, "at the gate");
    }

    void end(Outcome outcome, String why) {
        discard();
        if (outcome != Outcome.UNKNOWN) {
            library.promises().notApplied(attempt, outcome);
        }
        if (client.replays && client.notes && !(outcome == Outcome.UNKNOWN && this instanceof AutocommitWrite)) {
            library.promises().failed(attempt, outcome, why);
        }
        client.finished(attempt, outcome, why);
    }

    void done(@Nullable Commit commit) {
        library.promises().done(attempt, commit);
        if (session != null) {
            client.giveBack(session);
        }
        client.finished(attempt, Outcome.DONE, "");
    }
}
