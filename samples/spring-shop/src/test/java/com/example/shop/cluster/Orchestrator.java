package com.example.shop.cluster;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterException;
import io.github.understudy.testkit.DivergedException;
import io.github.understudy.testkit.TestNode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does to the servers what fate does, and then what an orchestrator, or a person, does about it. One at a time. */
public class Orchestrator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);
    private static final int MOST_TRIES = 20;

    private final Cluster cluster;
    private final Duration untilPromotion;
    private final Duration untilReturn;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final List<String> diary = new CopyOnWriteArrayList<>();
    private final ExecutorService hands = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "orchestrator");
        thread.setDaemon(true);
        return thread;
    });

    /** What can be done. */
    public enum Incident {
        KILL_SOURCE("Kill the source", "SIGKILL. A replica takes its place after a while."),
        FREEZE_SOURCE("Freeze the source", "SIGSTOP: it accepts connections and answers nothing."),
        SWITCH_OVER("Switch over", "A planned change of the source."),
        KILL_REPLICA("Kill a replica", "SIGKILL. It comes back after a while."),
        FREEZE_REPLICA("Freeze a replica", "SIGSTOP. It goes on after a while.");

        final String title;
        final String explanation;

        Incident(String title, String explanation) {
            this.title = title;
            this.explanation = explanation;
        }

        /** As in URLs. */
        String path() {
            return "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** After these times a replica takes the place of a lost source, and whatever was lost comes back. */
    Orchestrator(Cluster cluster, Duration untilPromotion, Duration untilReturn) {
        this.cluster = cluster;
        this.untilPromotion = untilPromotion;
        this.untilReturn = untilReturn;
    }

    /** Returns false, and does nothing, as long as the incident before is not over. */
    public boolean begin(Incident incident) {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        hands.execute(() -> {
            try {
                play(incident);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                note("it did not work out: " + e.getMessage());
                LOG.error("{} did not work out", incident, e);
            } finally {
                busy.set(false);
            }
        });
        return true;
    }

    /** Whether something is amiss on purpose. */
    public boolean isBusy() {
        return busy.get();
    }

    /** What happened, the latest last. */
    public List<String> diary() {
        return List.copyOf(diary);
    }

    private void play(Incident incident) throws InterruptedException {
        switch (incident) {
            case KILL_SOURCE -> lose(cluster.source(), false);
            case FREEZE_SOURCE -> lose(cluster.source(), true);
            case SWITCH_OVER -> switchOver();
            case KILL_REPLICA -> killReplica(cluster.replicas().get(0));
            case FREEZE_REPLICA -> freezeReplica(cluster.replicas().get(0));
        }
    }

    private void lose(TestNode source, boolean silently) throws InterruptedException {
        if (silently) {
            source.freeze();
            note(name(source) + ", the source, is frozen");
        } else {
            source.kill();
            note(name(source) + ", the source, is killed");
        }
        Thread.sleep(untilPromotion.toMillis());
        source.kill(); // a frozen one must not come back as a second source
        TestNode next = cluster.bestReplica();
        cluster.promote(next);
        note(name(next) + " is the source now");
        Thread.sleep(untilReturn.toMillis());
        bringBack(source);
    }

    private void bringBack(TestNode node) {
        try {
            node.start();
        } catch (DivergedException e) {
            cluster.wipeAndRejoin(node); // it has what no replica had received, and nobody was told of
        }
        note(name(node) + " is back, as a replica");
    }

    /** The source becomes read-only by a lock, which has to find a moment without open transactions. */
    private void switchOver() throws InterruptedException {
        TestNode next = cluster.bestReplica();
        for (int tries = 1; ; tries++) {
            try {
                cluster.switchover(next);
                note(name(next) + " is the source now, as planned");
                return;
            } catch (ClusterException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private void killReplica(TestNode replica) throws InterruptedException {
        replica.kill();
        note(name(replica) + ", a replica, is killed");
        Thread.sleep(untilReturn.toMillis());
        bringBack(replica);
    }

    private void freezeReplica(TestNode replica) throws InterruptedException {
        replica.freeze();
        note(name(replica) + ", a replica, is frozen");
        Thread.sleep(untilReturn.toMillis());
        replica.thaw();
        note(name(replica) + " goes on");
    }

    private void note(String text) {
        LOG.info("{}", text);
        diary.add(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + text);
    }

    static String name(TestNode node) {
        return String.valueOf((char) ('A' + node.index()));
    }

    @Override
    public void close() {
        hands.shutdownNow();
    }
}
