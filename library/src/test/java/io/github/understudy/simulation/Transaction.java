package io.github.understudy.simulation;

import io.github.understudy.internal.failover.Course;
import io.github.understudy.internal.failover.RecoveryRules;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.ledger.Verdict;
import io.github.understudy.internal.replay.Transcript;
import io.github.understudy.internal.routing.Wish;
import io.github.understudy.internal.sql.StatementClass;
import io.github.understudy.simulation.Request.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some statements and a COMMIT, as {@code Conversation} carries them through. */
final class Transaction extends Errand {
    private static final int MOST_STEPS = 1000;

    private final List<Request> statements;
    private final Transcript<Reply> transcript = new Transcript<>(MOST_STEPS);
    private int answered;
    private boolean onlyReads = true;
    private long note;

    Transaction(Client client, Attempt attempt, List<Request> statements) {
        super(client, attempt);
        this.statements = statements;
    }

    @Override
    void run() {
        if (answered == statements.size()) {
            commit();
        } else if (session != null) {
            whileSource(this::run, this::send);
        } else {
            take();
        }
    }

    private void take() {
        VirtualSession kept = patience.tried().isEmpty() ? client.takeKept() : null;
        if (kept != null) {
            taken(kept);
        } else {
            library.acquire(Wish.WRITE, patience, this::taken, this::refused);
        }
    }

    private void taken(VirtualSession fresh) {
        session = fresh;
        if (library.live().mayWriteOn(fresh.server.id)) {
            send();
        } else {
            discard();
            take();
        }
    }

    /** A transaction that may write goes on only while its server is the source. */
    private void whileSource(Runnable afterReplay, Runnable then) {
        VirtualServer server = session().server;
        library.awaitStillSource(
                server,
                still -> {
                    if (still) {
                        then.run();
                    } else {
                        carryOver(server, now(), library.newPatience(), afterReplay);
                    }
                },
                this::refused);
    }

    // ---- statements ----

    private void send() {
        Request statement = statements.get(answered);
        VirtualServer server = session().server;
        library.promises().writes(client.number, server);
        session().exchange(statement, reply -> answered(statement, reply, server));
    }

    private void answered(Request statement, Reply reply, VirtualServer server) {
        Failure failure = reply.failure();
        if (failure == null) {
            answered++;
            onlyReads &= statement.kind() == Kind.READ;
            transcript.add(new SameAnswer(statement, reply.answer()));
            patience = library.newPatience();
            library.world().timeline().in(library.world().dice().millis(0, 20), this::run);
            return;
        }
        long since = now();
        aboutServer(reply, server);
        RecoveryRules.Circumstances it = new RecoveryRules.Circumstances(
                failure,
                statement.kind() == Kind.READ ? StatementClass.READ : StatementClass.DML,
                answered > 0,
                false,
                true,
                false,
                false);
        switch (Course.after(RecoveryRules.forStatement(it), false)) {
            case RUN_AGAIN -> again(server, since);
            case CARRY_OVER -> carryOver(server, since, patience, this::run);
            case TELL_UNKNOWN -> unknown(false, false);
            default -> end(Outcome.FAILED, failure.toString());
        }
    }

    private void again(VirtualServer server, long since) {
        discard();
        patience.failed(server);
        if (patience.isOver()) {
            end(Outcome.FAILED, "the time is up");
        } else {
            library.awaitSourceAfter(server, since, patience, this::run, this::refused);
        }
    }

    // ---- elsewhere ----

    private void carryOver(VirtualServer lost, long since, Patience spent, Runnable then) {
        discard();
        if (Course.afterLoss(client.replays) == Course.TELL_LOST) {
            end(Outcome.LOST, "");
            return;
        }
        new Replay(this, transcript, statements.subList(0, answered), spent, obstacle -> {
                    if (obstacle == null) {
                        then.run();
                    } else {
                        end(Outcome.LOST, obstacle);
                    }
                })
                .after(lost, since);
    }

    // ---- COMMIT ----

    private void commit() {
        note = 0;
        if (onlyReads) {
            sendCommit();
        } else {
            whileSource(this::commit, this::noteFirst);
        }
    }

    private void noteFirst() {
        if (!client.notes || !Course.needsNote(true, onlyReads, false)) {
            sendCommit();
            return;
        }
        VirtualServer server = session().server;
        long id = library.nextId();
        library.promises().writes(client.number, server);
        session().exchange(new Request(Kind.NOTE, id, attempt.number(), client.number), reply -> {
            if (reply.failure() == null) {
                note = id;
                whileSource(this::commit, this::sendCommit);
            } else {
                aboutServer(reply, server);
                carryOver(server, now(), library.newPatience(), this::commit);
            }
        });
    }

    private void sendCommit() {
        VirtualServer server = session().server;
        if (!onlyReads) {
            library.promises().writes(client.number, server);
        }
        session().exchange(new Request(Kind.COMMIT, 0, attempt.number(), client.number), reply -> {
            Failure failure = reply.failure();
            if (failure == null) {
                done((Commit) reply.answer());
            } else {
                failedCommit(failure, reply, server);
            }
        });
    }

    private void failedCommit(Failure failure, Reply reply, VirtualServer server) {
        aboutServer(reply, server);
        long since = now();
        switch (Course.after(RecoveryRules.forCommit(failure, onlyReads, false), note != 0)) {
            case CARRY_OVER -> carryOver(server, since, library.newPatience(), this::commit);
            case DONE -> done(null);
            case ASK_LEDGER -> {
                discard();
                new Inquest(this, note, server, library.newPatience(), this::settled).after(since);
            }
            case TELL_UNKNOWN -> unknown(failure == Failure.CONNECTION_LOST, false);
            default -> end(Outcome.FAILED, failure.toString());
        }
    }

    private void settled(Verdict verdict, @Nullable Commit commit, VirtualServer sentTo, Patience spent) {
        switch (Course.after(verdict)) {
            case DONE -> done(commit);
            case CARRY_OVER -> carryOver(sentTo, now(), spent, this::commit);
            default -> unknown(true, !spent.isOver());
        }
    }

    private void unknown(boolean sent, boolean inTime) {
        library.promises().unknown(attempt, sent, inTime);
        end(Outcome.UNKNOWN, "");
    }
}
