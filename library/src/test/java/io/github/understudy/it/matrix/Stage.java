package io.github.understudy.it.matrix;

import io.github.understudy.it.orders.Account;
import io.github.understudy.it.orders.Orders;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Where a fault plays: the cluster under load, and the clock of the row. For one thread. */
final class Stage {
    /** How long the operator's tool needs to see that the source is gone. */
    static final Duration REACTION = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Map<String, Account> accounts;
    private final TestNode writer;
    private final Consumer<TestNode> rename;
    private long beganNanos;
    private long endedNanos;

    /**
     * @param accounts by the name of the table
     * @param writer whom the application writes to before
     * @param rename makes the name that the application uses lead to a node, where it uses a name
     */
    Stage(Cluster cluster, Map<String, Account> accounts, TestNode writer, Consumer<TestNode> rename) {
        this.cluster = cluster;
        this.accounts = accounts;
        this.writer = writer;
        this.rename = rename;
        begins();
    }

    Cluster cluster() {
        return cluster;
    }

    TestNode source() {
        return cluster.source();
    }

    List<TestNode> replicas() {
        return cluster.replicas();
    }

    /** Whom the application writes to before the fault. */
    TestNode writer() {
        return writer;
    }

    /** One of the others. */
    TestNode reader() {
        return others().get(0);
    }

    /** Another one, to which nothing happens. */
    TestNode witness() {
        return others().get(1);
    }

    private List<TestNode> others() {
        return cluster.nodes().stream().filter(node -> node != writer).toList();
    }

    /** From here on time counts. */
    void begins() {
        beganNanos = System.nanoTime();
        endedNanos = 0;
        accounts.values().forEach(account -> {
            account.writes().restart();
            account.reads().restart();
        });
    }

    /** The way is free again; what follows is aftermath. */
    void isOver() {
        if (endedNanos == 0) {
            endedNanos = System.nanoTime();
        }
    }

    Duration since() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    Duration held() {
        return Duration.ofNanos(endedNanos - beganNanos);
    }

    /** Keeps things as they are: the time is what the fault consists of, there is nothing to wait for. */
    void hold(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** As an operator's tool does it. */
    void promote() throws InterruptedException {
        hold(REACTION);
        cluster.promote(cluster.bestReplica());
        isOver();
    }

    void rename(TestNode node) {
        rename.accept(node);
    }

    List<String> tables() {
        return List.copyOf(accounts.keySet());
    }

    /** What this server has, the test will make the cluster lose. */
    void losesWhatOnlyIsOn(TestNode node) {
        accounts.forEach((table, account) -> account.onlyThere(Orders.idsOn(node, table)));
    }
}
