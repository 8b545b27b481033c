package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica said of its source before another one became the source, and has not been asked since. */
class OldWordsTest {
    private final FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
    private final FakeServer replica = cluster.server(1);
    private final FakeServer between = cluster.server(2);
    private final FakeServer source = cluster.server(3);

    @Test
    void doNotCostTheKnownSourceItsRoleWhenTheirServerIsDown() {
        switchOverTwice();
        between.alive = false;
        cluster.probe(between.endpoint);
        assertThat(cluster.source()).isEqualTo(source);
        assertThat(cluster.isSettled()).as("the replica is to be asked again").isFalse();

        cluster.rounds(1);
        assertThat(cluster.source()).isEqualTo(source);
        assertThat(cluster.isSettled()).isTrue();
    }

    @Test
    void countOnceTheyAreSaidAgain() {
        switchOverTwice();
        between.reachable = false;
        FakeCluster.follow(replica, between);
        cluster.fail(between.endpoint, ProbeFailure.Kind.GONE);
        assertThat(cluster.source()).isEqualTo(source);
        cluster.probe(replica.endpoint);

        assertThat(cluster.source()).isNull();
        assertThat(cluster.topology().explanation()).contains("writes are refused", "db1:3306");
    }

    @Test
    void countAgainstASourceThatTheyHaveCostItsRole() {
        switchOverTwice();
        between.reachable = false;
        FakeCluster.follow(replica, between);
        cluster.rounds(3);
        assertThat(cluster.source()).isNull();
        source.readOnly = true;
        cluster.probe(source.endpoint);
        cluster.pass(Duration.ofMillis(1));
        source.readOnly = false;
        cluster.probe(source.endpoint);

        assertThat(cluster.source()).isNull();
    }

    /** From db1 to db2, which only db1 has told of, and from there to db3. */
    private void switchOverTwice() {
        cluster.servers.forEach(server -> server.counting = false);
        cluster.rounds(2);
        cluster.promote(between);
        cluster.probe(replica.endpoint);
        cluster.pass(Duration.ofMillis(1));
        cluster.promote(source);
        cluster.probe(source.endpoint);
        assertThat(cluster.source()).isEqualTo(source);
    }
}
