package io.github.understudy.benchmarks.comparison;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Three servers and their operator. Replication is semi-synchronous with one replica, so that nothing acknowledged is
 * lost when that one is promoted. For contenders that follow no cluster, the operator keeps two addresses, one for writes
 * and one for reads, moves them at each change, and resets what was connected through them.
 */
final class Stand implements AutoCloseable {
    /** How long the operator needs to see that a server is gone. */
    private static final long REACTION_MILLIS = 500;

    private final Cluster cluster;
    private final boolean mysql;
    private final FaultProxy writeAddress;
    private final FaultProxy readAddress;
    private volatile Consumer<TestNode> promoted = node -> {};

    private Stand(Cluster cluster) {
        this.cluster = cluster;
        this.mysql = cluster.flavor() == ServerFlavor.MYSQL;
        this.writeAddress = FaultProxy.listen("127.0.0.1", 0, address(cluster.node(0)));
        this.readAddress = FaultProxy.listen("127.0.0.1", 0, address(cluster.node(2)));
    }

    static Stand of(ServerFlavor flavor) {
        Stand stand = new Stand(Cluster.of(flavor)
                .replicas(2)
                .semiSync(true)
                .progress(text -> {})
                .start());
        stand.prepare();
        return stand;
    }

    private static InetSocketAddress address(TestNode node) {
        return new InetSocketAddress(node.host(), node.port());
    }

    Cluster cluster() {
        return cluster;
    }

    String writeAddress() {
        return writeAddress.host() + ":" + writeAddress.port();
    }

    String readAddress() {
        return readAddress.host() + ":" + readAddress.port();
    }

    private void prepare() {
        acknowledges(bystander(), false);
        bystander().stopReceiver();
        bystander().startReplication();
        cluster.source()
                .execute("CREATE TABLE app." + Books.TABLE
                        + " (line BIGINT PRIMARY KEY AUTO_INCREMENT, id INT NOT NULL, part INT NOT NULL, KEY (id))");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
    }

    /** The operator tells the application, where a contender wants to be told. */
    void onPromotion(Consumer<TestNode> hook) {
        promoted = hook;
    }

    /** The replica that has all that was acknowledged. */
    TestNode candidate() {
        return cluster.node(1);
    }

    TestNode bystander() {
        return cluster.node(2);
    }

    TestNode source() {
        return cluster.node(0);
    }

    void promoteAfterLoss() throws InterruptedException {
        hold(REACTION_MILLIS);
        acknowledges(bystander(), true);
        cluster.promote(candidate());
        changed();
    }

    /** Step by step, so that the addresses move as soon as there is a new source. */
    void switchOver() {
        TestNode old = source();
        acknowledges(bystander(), true);
        cluster.demote(old);
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        cluster.promote(candidate());
        changed();
        cluster.follow(old, candidate());
    }

    private void changed() {
        move(writeAddress, candidate());
        // The rest of the operator's work must not wait for what it may hang in.
        Thread call = new Thread(() -> promoted.accept(candidate()), "operator's call");
        call.setDaemon(true);
        call.start();
    }

    /** The operator sees that the server behind the address for reads is gone. */
    void moveReads() throws InterruptedException {
        hold(REACTION_MILLIS);
        move(readAddress, candidate());
    }

    /** The old source comes back as one that knows of no change, and its commits wait for nobody. */
    void waitsForNobody(TestNode old) {
        old.execute(
                "SET GLOBAL " + (mysql ? "rpl_semi_sync_source_enabled" : "rpl_semi_sync_master_enabled") + " = OFF");
    }

    private void acknowledges(TestNode replica, boolean does) {
        replica.execute("SET GLOBAL " + (mysql ? "rpl_semi_sync_replica_enabled" : "rpl_semi_sync_slave_enabled")
                + " = " + (does ? "ON" : "OFF"));
    }

    private static void move(FaultProxy address, TestNode node) {
        address.targetDown();
        address.targetUp(address(node));
    }

    /** Keeps things as they are: the time is part of the fault. */
    static void hold(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    @Override
    public void close() {
        writeAddress.close();
        readAddress.close();
        cluster.close();
    }
}
