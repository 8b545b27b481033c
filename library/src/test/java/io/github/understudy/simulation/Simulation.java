package io.github.understudy.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One life of a cluster and of an application that uses it. */
final class Simulation {
    private static final long START = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long TROUBLES = TimeUnit.SECONDS.toNanos(4);
    private static final long RECOVERY = TimeUnit.MILLISECONDS.toNanos(2600);
    private static final long LAST_WORK = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int LAST_LOOKS = 40;
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int LAST_LINES = 80;

    private final World world;
    private final Library library;
    private final Operator operator;
    private final List<Client> clients = new ArrayList<>();

    private Simulation(long seed, boolean traced) {
        this.world = new World(seed, traced);
        Dice dice = world.dice();
        int count = 2 + dice.below(3);
        this.library = new Library(world, dice.chance(0.2) ? 1 + dice.below(count) : 100);
        this.operator = new Operator(world);
    }

    /**
     * @return false if nobody could have told two sources apart, so that what followed proves nothing
     * @throws AssertionError that names the seed and tells what happened, if a promise was broken
     */
    static boolean run(long seed) {
        Simulation simulation = new Simulation(seed, false);
        try {
            simulation.live();
            return true;
        } catch (BrokenPromise | IllegalStateException e) {
            if (e instanceof BrokenPromise && simulation.library.promises().wasMisled()) {
                return false;
            }
            throw new AssertionError(
                    "seed " + seed + ": " + e.getMessage() + ". The last of it (for all, run the test with"
                            + " -Dunderstudy.simulation.seed=" + seed + "):\n"
                            + trace(seed).tail(LAST_LINES),
                    e);
        }
    }

    /** The same life again, written down as far as it goes. */
    static Trace trace(long seed) {
        Simulation again = new Simulation(seed, true);
        try {
            again.live();
        } catch (BrokenPromise | IllegalStateException e) {
            again.world.trace().say(e::getMessage);
        }
        return again.world.trace();
    }

    private void live() {
        long start = world.timeline().now();
        world.timeline().runUntil(start + START);
        Dice dice = world.dice();
        int count = 2 + dice.below(3);
        for (int number = 1; number <= count; number++) {
            boolean all = number == 1;
            clients.add(new Client(library, number, all || dice.chance(0.5), all || dice.chance(0.5)));
        }
        Disturbances disturbances = new Disturbances(world, operator, library.monitor());
        world.timeline().runUntil(start + START + TROUBLES);
        disturbances.end();
        recovers();
        library.promises().atTheEnd();
    }

    /** Once nothing is wrong any more, everything works again. */
    private void recovers() {
        world.timeline().runUntil(world.timeline().now() + RECOVERY);
        if (!library.live().isSource(world.source().id) || !library.live().isSourceFresh()) {
            throw new BrokenPromise("all is in order, and " + world.source() + " is not accepted as the source: "
                    + library.live().current().describe());
        }
        List<Integer> before = clients.stream().map(Client::failures).toList();
        world.timeline().runUntil(world.timeline().now() + LAST_WORK);
        if (!before.equals(clients.stream().map(Client::failures).toList())) {
            throw new BrokenPromise("all is in order, and a request fails");
        }
        clients.forEach(Client::stop);
        for (int i = 0; i < LAST_LOOKS && clients.stream().anyMatch(Client::isBusy); i++) {
            world.timeline().runUntil(world.timeline().now() + LOOK);
        }
        if (library.gate().waiting() > 0 || clients.stream().anyMatch(Client::isBusy)) {
            throw new BrokenPromise("all is over, and somebody still waits");
        }
    }
}
