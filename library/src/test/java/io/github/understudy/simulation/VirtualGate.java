package io.github.understudy.simulation;

import io.github.understudy.internal.failover.GateRules;
import io.github.understudy.internal.failover.LiveTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where requests wait, without threads. */
final class VirtualGate {
    private final World world;
    private final int mostWaiting;
    private final List<Waiter> waiters = new ArrayList<>();
    private int crowd;

    VirtualGate(World world, int mostWaiting) {
        this.world = world;
        this.mostWaiting = mostWaiting;
    }

    private record Waiter(LiveTopology.Wish wish, long deadline, int crowd, Runnable then) {}

    /** @param refused what is called with the reason if it can't wait, or has waited for too long */
    void await(LiveTopology.Wish wish, long deadline, Runnable then, Consumer<Refused> refused) {
        crowd++;
        if (GateRules.isFull(crowd, mostWaiting)) {
            crowd--;
            refused.accept(Refused.GATE_FULL);
            return;
        }
        if (waiters.size() >= mostWaiting) {
            throw new BrokenPromise("more than " + mostWaiting + " wait at the gate");
        }
        Waiter waiter = new Waiter(wish, deadline, crowd, then);
        waiters.add(waiter);
        if (wish.isGranted()) {
            release(waiter);
            return;
        }
        world.timeline().at(deadline, () -> {
            if (waiters.remove(waiter)) {
                crowd--;
                refused.accept(Refused.TIME_IS_UP);
            }
        });
    }

    /** Why it was not let through. */
    enum Refused {
        GATE_FULL,
        TIME_IS_UP
    }

    /** Something has changed: everybody looks again. */
    void signal() {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (world.timeline().now() > waiter.deadline) {
                throw new BrokenPromise("a request waits at the gate beyond its deadline");
            }
            if (waiter.wish.isGranted()) {
                release(waiter);
            }
        }
    }

    private void release(Waiter waiter) {
        waiters.remove(waiter);
        long most = GateRules.spreadNanos(waiter.crowd);
        world.timeline().in(most == 0 ? 0 : world.dice().millis(0, most / 1e6), () -> {
            crowd--;
            waiter.then.run();
        });
    }

    int waiting() {
        return crowd;
    }
}
