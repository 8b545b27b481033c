package io.github.understudy.samples.failover;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterException;
import io.github.understudy.testkit.DivergedException;
import io.github.understudy.testkit.TestNode;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What is done to the servers while the shop is open. */
final class Scenario {
    /** How many seconds an orchestrator takes until it is sure that the source is dead. */
    static final double PROMOTED_AFTER = 3;

    /**
     * A server becomes read-only by a lock that waits for running statements and lets no new ones begin. One that waits
     * for a row that a transaction holds between two statements would hold all of them up: so nobody waits for such a
     * lock for more than a second, and the administrator tries again.
     */
    static final String QUICK_LOCKS = "--lock-wait-timeout=1";

    private static final int MOST_TRIES = 10;

    private final Cluster cluster;
    private final Chronicle chronicle;
    private final Console console;
    private final RunClock clock;
    private final double pace;
    private int phases;

    Scenario(Cluster cluster, Chronicle chronicle, Console console, RunClock clock, double pace) {
        this.cluster = cluster;
        this.chronicle = chronicle;
        this.console = console;
        this.clock = clock;
        this.pace = pace;
    }

    void play() throws InterruptedException {
        TestNode first = cluster.source();
        phase("steady", "all servers are well", () -> pass(9));
        phase(
                "source killed",
                String.format(Locale.ROOT, "the source is killed, a replica is promoted %.0f s later", PROMOTED_AFTER),
                () -> {
                    kill(first);
                    pass(9);
                });
        phase("old source returns", "the killed server comes back as a replica", () -> {
            bringBack(first);
            pass(7);
        });
        phase("switchover", "a planned change of the source, for maintenance", () -> {
            switchOver(nextSource(first));
            pass(8);
        });
        phase("replica frozen", "a replica hangs: its connections stay open, nothing answers", () -> {
            freezeAndThaw(cluster.replicas().get(0));
            pass(5);
        });
        phase("steady", "all servers are well again", () -> pass(8));
    }

    private void kill(TestNode source) throws InterruptedException {
        chronicle.fault(source.index(), Cast.name(source) + " killed", Cast.name(source) + " is killed (SIGKILL)");
        source.kill();
        sleep(PROMOTED_AFTER); // at any pace
        TestNode best = cluster.bestReplica();
        chronicle.action(best.index(), "promote " + Cast.name(best), "the orchestrator promotes " + Cast.name(best));
        cluster.promote(best);
    }

    private void bringBack(TestNode node) {
        chronicle.action(node.index(), "start " + Cast.name(node), Cast.name(node) + " is started again");
        try {
            node.start();
        } catch (DivergedException e) {
            // The killed server has transactions that nobody else has and nobody was told of.
            chronicle.action(
                    node.index(),
                    "rebuild " + Cast.name(node),
                    Cast.name(node) + " has transactions that no replica had received: it is built anew");
            cluster.wipeAndRejoin(node);
        }
    }

    /** One that has not been the source yet. */
    private TestNode nextSource(TestNode first) {
        return cluster.replicas().stream()
                .filter(node -> node != first)
                .findFirst()
                .orElse(first);
    }

    private void switchOver(TestNode node) throws InterruptedException {
        chronicle.action(
                node.index(),
                "switch to " + Cast.name(node),
                "the administrator makes " + Cast.name(node) + " the source instead of " + Cast.name(cluster.source()));
        for (int tries = 1; ; tries++) {
            try {
                cluster.switchover(node);
                return;
            } catch (ClusterException e) {
                if (tries == MOST_TRIES || !String.valueOf(e.getMessage()).contains("Lock wait timeout")) {
                    throw e;
                }
                chronicle.action(node.index(), "again", "it did not become read-only within a second: again");
                sleep(0.1);
            }
        }
    }

    private void freezeAndThaw(TestNode replica) throws InterruptedException {
        String name = Cast.name(replica);
        try {
            replica.freeze();
        } catch (UnsupportedOperationException e) {
            console.line("left out: " + e.getMessage());
            return;
        }
        chronicle.fault(replica.index(), name + " frozen", name + " is frozen (SIGSTOP)");
        pass(7);
        chronicle.action(replica.index(), name + " thawed", name + " goes on (SIGCONT)");
        replica.thaw();
    }

    private void phase(String title, String text, Act act) throws InterruptedException {
        phases++;
        console.heading(phases + " " + title + ": " + text);
        long from = clock.now();
        act.play();
        chronicle.phase(new Phase(phases, title, from, clock.now()));
    }

    private void pass(double seconds) throws InterruptedException {
        sleep(seconds * pace);
    }

    private static void sleep(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000));
    }

    /** What happens in a phase. */
    private interface Act {
        void play() throws InterruptedException;
    }
}
