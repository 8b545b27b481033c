package io.github.understudy.it.matrix;

import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import java.time.Duration;

/** What happens to the source's address, for clients and replicas alike; the server itself is well. */
final class NetworkFaults {
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private NetworkFaults() {}

    static void blackHole(Stage stage) throws InterruptedException {
        TestNode old = stage.source();
        old.network().blackHole();
        stage.promote();
        stage.hold(AFTERMATH);
        old.network().heal();
        stage.hold(AFTERMATH);
    }

    static void halfOpen(Stage stage) throws InterruptedException {
        stage.source().network().halfOpen();
        heal(stage, LONG);
    }

    static void reset(Stage stage) throws InterruptedException {
        stage.source().network().reset();
        heal(stage, Duration.ZERO);
    }

    static void refuse(Stage stage) throws InterruptedException {
        stage.source().network().refuse();
        heal(stage, LONG);
    }

    private static void heal(Stage stage, Duration after) throws InterruptedException {
        stage.hold(after);
        stage.source().network().heal();
        Semi.reconnectReplicas(stage);
    }

    static void flap(Stage stage) throws InterruptedException {
        FaultProxy network = stage.source().network();
        for (int i = 0; i < 3; i++) {
            network.refuse();
            stage.hold(SHORT);
            network.heal();
            stage.hold(SHORT);
            network.blackHole();
            stage.hold(SHORT);
            network.heal();
            stage.hold(SHORT);
        }
        Semi.reconnectReplicas(stage);
    }

    static void slowSource(Stage stage) throws InterruptedException {
        stage.source().network().delay(Duration.ofMillis(100));
        stage.hold(Duration.ofSeconds(4));
        stage.source().network().heal();
    }
}
