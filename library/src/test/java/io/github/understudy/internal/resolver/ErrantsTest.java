package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.EventType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrantsTest {

    @Test
    void tellsOnceWhatAReplicaHasAndTheSourceHasNot() {
        FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
        cluster.rounds(2);

        cluster.server(3).write();
        cluster.rounds(20);

        assertThat(cluster.events(EventType.ERRANT_TRANSACTIONS))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.endpoint()).isEqualTo(cluster.server(3).endpoint);
                    assertThat(event.reason())
                            .contains("has executed 1 transaction that the source db1:3306 does not have")
                            .contains("aaaaaaaa-0000-0000-0000-000000000003:1.");
                });
    }

    @Test
    void tellsAgainWhenThereAreMoreButNotAtEachProbe() {
        FakeCluster cluster = new FakeCluster(2, List.of(1, 2));
        cluster.rounds(2);
        for (int i = 0; i < 20; i++) {
            cluster.server(2).write();
            cluster.rounds(2);
        }
        assertThat(cluster.count(EventType.ERRANT_TRANSACTIONS)).isEqualTo(1);

        cluster.pass(Duration.ofMinutes(1));
        cluster.rounds(4);

        assertThat(cluster.events(EventType.ERRANT_TRANSACTIONS)).hasSize(2);
        assertThat(cluster.events(EventType.ERRANT_TRANSACTIONS).get(1).reason())
                .contains("20 transactions");
    }

    @Test
    void aReplicaThatIsAskedLaterThanTheSourceHasNothingErrant() {
        FakeCluster cluster = new FakeCluster(2, List.of(1, 2));
        cluster.rounds(2);
        for (int i = 0; i < 100; i++) {
            cluster.probe(cluster.server(1).endpoint);
            cluster.server(1).write();
            cluster.server(2).replicate();
            cluster.probe(cluster.server(2).endpoint);
            cluster.pass(Duration.ofMillis(500));
        }

        assertThat(cluster.count(EventType.ERRANT_TRANSACTIONS)).isZero();
    }

    @Test
    void tellsWhatAnotherReplicaHasOfWhatTheNewSourceLost() {
        FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
        cluster.rounds(2);
        cluster.server(1).write();
        cluster.server(3).replicate();
        cluster.round();
        cluster.server(1).alive = false;
        cluster.promote(cluster.server(2));
        cluster.rounds(6);

        assertThat(cluster.count(EventType.WRITES_LOST)).isEqualTo(1);
        assertThat(cluster.events(EventType.ERRANT_TRANSACTIONS))
                .singleElement()
                .extracting(event -> event.endpoint())
                .isEqualTo(cluster.server(3).endpoint);
    }

    @Test
    void tellsWhenSuchAServerIsPromoted() {
        FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
        cluster.rounds(2);
        cluster.server(3).write();
        cluster.rounds(4);
        cluster.server(1).alive = false;

        cluster.promote(cluster.server(3));
        cluster.rounds(6);

        assertThat(cluster.source()).isEqualTo(cluster.server(3));
        assertThat(cluster.events(EventType.ERRANT_TRANSACTIONS)).hasSize(2);
        assertThat(cluster.events(EventType.ERRANT_TRANSACTIONS).get(1).reason())
                .contains("is the source now");
    }

    @Test
    void anOldSourceThatReturnsWithTransactionsOfItsOwnIsTold() {
        FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
        cluster.rounds(2);
        cluster.server(1).alive = false;
        cluster.round();
        cluster.server(1).write();
        cluster.promote(cluster.server(2));
        cluster.rounds(4);
        assertThat(cluster.count(EventType.WRITES_LOST))
                .as("nobody had seen it")
                .isZero();

        cluster.server(1).alive = true;
        cluster.rounds(4);

        assertThat(cluster.events(EventType.ERRANT_TRANSACTIONS).get(0).reason())
                .contains("aaaaaaaa-0000-0000-0000-000000000001:1.", "Somebody writes, or wrote");
    }
}
