package io.github.understudy.it.matrix;

import io.github.understudy.testkit.TestNode;
import java.time.Duration;

/** What happens to replicas, or to all. */
final class ReplicaFaults {
    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final Duration SLOW = Duration.ofSeconds(4);
    private static final int SEMI_SYNC_MILLIS = 1_000;

    private ReplicaFaults() {}

    static void killOne(Stage stage) throws InterruptedException {
        TestNode replica = stage.replicas().get(0);
        replica.kill();
        stage.hold(AWAY);
        replica.start();
    }

    static void freezeOne(Stage stage) throws InterruptedException {
        TestNode replica = stage.replicas().get(0);
        replica.freeze();
        stage.hold(SLOW);
        replica.thaw();
    }

    static void slowOne(Stage stage) throws InterruptedException {
        TestNode replica = stage.replicas().get(0);
        replica.network().delay(Duration.ofMillis(200));
        stage.hold(SLOW);
        replica.network().heal();
    }

    /** Without a replica, the source's own commits wait as long as semi-synchronous replication makes them. */
    static void killAll(Stage stage) throws InterruptedException {
        Semi.timeout(stage, SEMI_SYNC_MILLIS);
        stage.begins();
        stage.replicas().forEach(TestNode::kill);
        stage.hold(AWAY);
        stage.replicas().forEach(TestNode::start);
        Semi.noTimeout(stage);
    }

    static void killEverything(Stage stage) throws InterruptedException {
        stage.replicas().forEach(TestNode::kill);
        stage.source().kill();
        stage.hold(Stage.REACTION);
        stage.source().start();
        stage.replicas().forEach(TestNode::start);
    }
}
