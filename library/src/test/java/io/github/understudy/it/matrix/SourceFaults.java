package io.github.understudy.it.matrix;

import io.github.understudy.testkit.TestNode;
import java.time.Duration;

/** What happens to the source. */
final class SourceFaults {
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private SourceFaults() {}

    static void kill(Stage stage) throws InterruptedException {
        stage.source().kill();
        stage.promote();
    }

    static void freeze(Stage stage) throws InterruptedException {
        TestNode old = stage.source();
        old.freeze();
        stage.promote();
        stage.hold(AFTERMATH);
        old.thaw();
        stage.hold(AFTERMATH);
    }

    static void shutdown(Stage stage) throws InterruptedException {
        stage.source().shutdown();
        stage.promote();
    }

    static void restart(Stage stage) {
        TestNode source = stage.source();
        source.kill();
        source.start();
        Semi.reconnectReplicas(stage);
    }

    static void switchover(Stage stage) {
        stage.cluster().switchover(stage.replicas().get(0));
    }

    static void demotion(Stage stage) throws InterruptedException {
        stage.cluster().demote(stage.source());
        stage.hold(Duration.ofSeconds(3));
        stage.source().execute("SET GLOBAL read_only = OFF");
    }

    /** Replication is asynchronous and stuck; then the source is cut off from everybody, and dies. */
    static void lostWrites(Stage stage) throws InterruptedException {
        TestNode old = stage.source();
        Semi.off(stage);
        stage.replicas().forEach(TestNode::stopReceiver);
        stage.hold(Duration.ofSeconds(1));
        stage.begins();
        old.network().refuse();
        stage.losesWhatOnlyIsOn(old);
        old.kill();
        stage.promote();
    }

    static void oldSource(Stage stage) throws InterruptedException {
        TestNode old = stage.source();
        old.kill();
        stage.promote();
        old.startAsFound();
        stage.hold(AFTERMATH);
    }

    static void move(Stage stage) {
        stage.source().move();
        Semi.reconnectReplicas(stage);
    }

    static void name(Stage stage) throws InterruptedException {
        stage.source().kill();
        stage.hold(Stage.REACTION);
        stage.cluster().promote(stage.cluster().bestReplica());
        stage.rename(stage.source());
    }
}
