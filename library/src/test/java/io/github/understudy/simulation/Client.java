package io.github.understudy.simulation;

import io.github.understudy.simulation.Request.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread of the application: one piece of work after another. */
final class Client {
    final int number;
    final boolean replays;
    final boolean notes;
    private final Library library;
    private @Nullable VirtualSession kept;
    private boolean stopped;
    private boolean busy;
    private int failures;

    Client(Library library, int number, boolean replays, boolean notes) {
        this.library = library;
        this.number = number;
        this.replays = replays;
        this.notes = notes;
        pause();
    }

    Library library() {
        return library;
    }

    private Dice dice() {
        return library.world().dice();
    }

    private void pause() {
        busy = false;
        library.world().timeline().in(dice().millis(1, 150), this::work);
    }

    private void work() {
        if (stopped) {
            return;
        }
        busy = true;
        int what = dice().below(10);
        if (what < 6) {
            transaction(newWrites(1 + dice().below(3)));
        } else if (what < 9) {
            Attempt attempt = new Attempt(library.nextId(), number, newWrites(1));
            new AutocommitWrite(this, attempt).run();
        } else {
            new Read(this, new Attempt(library.nextId(), number, List.of())).run();
        }
    }

    private List<Long> newWrites(int count) {
        List<Long> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            writes.add(library.nextId());
        }
        return List.copyOf(writes);
    }

    private void transaction(List<Long> writes) {
        Attempt attempt = new Attempt(library.nextId(), number, writes);
        List<Request> statements = new ArrayList<>();
        for (Long write : writes) {
            if (dice().chance(0.4)) {
                statements.add(new Request(Kind.READ, number, 0, number));
            }
            statements.add(new Request(Kind.WRITE, write, attempt.number(), number));
        }
        new Transaction(this, attempt, statements).run();
    }

    /** The connection that the last work has left open, if its server may still be written on. */
    @Nullable
    VirtualSession takeKept() {
        VirtualSession session = kept;
        kept = null;
        if (session != null && session.isOpen() && library.live().mayWriteOn(session.server.id)) {
            return session;
        }
        if (session != null) {
            session.close();
        }
        return null;
    }

    /** A connection is not needed any more. */
    void giveBack(VirtualSession session) {
        if (kept == null && session.isOpen() && dice().chance(0.7)) {
            kept = session;
        } else {
            session.close();
        }
    }

    /** A piece of work is over. What is reported as lost is safe to run again, and so it is run again. */
    void finished(Attempt attempt, Outcome outcome, String why) {
        library.world().trace().say(() -> attempt + ": " + outcome + " " + why);
        if (outcome != Outcome.DONE) {
            failures++;
        }
        boolean again = outcome == Outcome.LOST && !stopped && dice().chance(0.5);
        if (again) {
            library.world().timeline().in(dice().millis(1, 100), () -> transaction(attempt.writes()));
        } else {
            pause();
        }
    }

    void stop() {
        stopped = true;
    }

    boolean isBusy() {
        return busy;
    }

    int failures() {
        return failures;
    }
}
