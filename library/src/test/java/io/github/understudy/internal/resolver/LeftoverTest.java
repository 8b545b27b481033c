package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.EventType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A source that was frozen comes back writable, just when its successor does not answer. */
class LeftoverTest {
    private final FakeCluster cluster = new FakeCluster(3, List.of(1, 2, 3));
    private final FakeServer old = cluster.server(1);
    private final FakeServer successor = cluster.server(2);
    private final FakeServer replica = cluster.server(3);

    @Test
    void isNotTakenForTheSourceWhileItsSuccessorIsSilent() {
        replaceTheFrozenSource();
        // Since it was last asked, the successor has taken writes that nobody else knows of.
        successor.write();
        old.write();
        successor.reachable = false;
        replica.reachable = false;
        old.reachable = true;
        cluster.rounds(5);

        assertThat(cluster.source()).isNull();
        assertThat(cluster.topology().explanation())
                .contains("nobody has promoted it since", "db2:3306 has taken since can't be known");

        successor.reachable = true;
        cluster.rounds(2);
        assertThat(cluster.source()).isEqualTo(successor);
    }

    @Test
    void isTakenForTheSourceOnceAReplicaFollowsIt() {
        replaceTheFrozenSource();
        successor.alive = false;
        old.reachable = true;
        FakeCluster.follow(replica, old);
        cluster.rounds(5);

        assertThat(cluster.source()).isEqualTo(old);
    }

    @Test
    void isTakenForTheSourceOnceSomebodyMakesItWritableAnew() {
        replaceTheFrozenSource();
        successor.alive = false;
        replica.reachable = false;
        old.reachable = true;
        old.readOnly = true;
        cluster.rounds(2);
        old.readOnly = false;
        cluster.rounds(2);

        assertThat(cluster.source()).isEqualTo(old);
    }

    /** What is missing is the next question, where it is asked at all. */
    @Test
    void whatItLacksIsStillToBeAccepted() {
        FakeCluster refusing = new FakeCluster(3, List.of(1, 2, 3), FakeServers.settings(true, WriterRules.PLAIN));
        FakeServer first = refusing.server(1);
        refusing.rounds(2);
        first.reachable = false;
        refusing.rounds(3);
        refusing.server(2).source = null;
        refusing.server(2).readOnly = false;
        FakeCluster.follow(refusing.server(3), refusing.server(2));
        refusing.pass(Duration.ofMillis(1));
        refusing.rounds(2);
        refusing.server(2).write();
        refusing.acknowledge(refusing.server(2));
        refusing.rounds(2);
        refusing.server(2).alive = false;
        refusing.server(3).reachable = false;
        first.reachable = true;
        refusing.rounds(3);
        assertThat(refusing.topology().explanation()).contains("read-only for a few seconds, and then writable again");
        assertThat(refusing.acceptLostWrites()).as("is no answer to that").isFalse();

        first.readOnly = true;
        refusing.rounds(2);
        first.readOnly = false;
        refusing.rounds(5);
        assertThat(refusing.topology().explanation()).contains("acceptLostWrites()");
        assertThat(refusing.acceptLostWrites()).isTrue();
        refusing.rounds(2);
        assertThat(refusing.source()).isEqualTo(first);
    }

    /** Promoted a moment before the source was shut down: somebody wanted it. */
    @Test
    void isNotWhatBecameWritableUnderItsSource() {
        cluster.rounds(2);
        successor.source = null;
        successor.readOnly = false;
        cluster.rounds(2);
        old.alive = false;
        replica.reachable = false;
        cluster.rounds(5);

        assertThat(cluster.source()).isEqualTo(successor);
    }

    /** The former source has taken over, and is made a replica again, of a server that is not asked yet. */
    @Test
    void isNotTakenForTheSourceWithoutGtidsEither() {
        cluster.servers.forEach(server -> server.counting = false);
        replaceTheFrozenSource();
        old.reachable = true;
        cluster.rounds(2);
        assertThat(cluster.source()).isEqualTo(successor);
        replica.source = null;
        replica.readOnly = false;
        FakeCluster.follow(successor, replica);
        cluster.probe(successor.endpoint);
        assertThat(cluster.source()).isNull();
        assertThat(cluster.topology().explanation()).contains("nobody has promoted it since");

        cluster.rounds(2);
        assertThat(cluster.source()).isEqualTo(replica);
    }

    /** It was made the source again while it could not be reached from here. */
    @Test
    void isTakenForTheSourceOnceItsSuccessorFollowsItByARelay() {
        replaceTheFrozenSource();
        successor.write();
        cluster.rounds(2);
        FakeCluster.follow(replica, old);
        FakeCluster.follow(successor, replica);
        cluster.rounds(3);
        assertThat(cluster.source()).isNull();
        old.reachable = true;
        cluster.rounds(3);

        assertThat(cluster.source()).isEqualTo(old);
    }

    /** A switchover, but the successor was down when the former source was asked, which is down when it is back. */
    @Test
    void isNotWhoTookOverFromASourceThatHasSaidThatItFollowsIt() {
        cluster.servers.forEach(server -> server.counting = false);
        replica.alive = false;
        cluster.rounds(3);
        FakeCluster.follow(old, successor);
        successor.source = null;
        successor.readOnly = false;
        cluster.probe(successor.endpoint);
        successor.alive = false;
        cluster.probe(successor.endpoint);
        cluster.rounds(3);
        assertThat(cluster.source()).isNull();
        old.alive = false;
        cluster.rounds(1);
        successor.alive = true;
        cluster.rounds(2);

        assertThat(cluster.source()).isEqualTo(successor);
    }

    /** It was not accepted when it last answered, but others may have written to it. */
    @Test
    void isWhoWasWritableBesideASourceThatWasNotAccepted() {
        cluster.rounds(2);
        FakeServer unknown = new FakeServer(cluster, 7);
        unknown.write();
        FakeCluster.follow(replica, unknown);
        replica.take(unknown);
        cluster.rounds(2);
        assertThat(cluster.source()).as("the replica follows another one").isNull();
        successor.source = null;
        successor.readOnly = false;
        cluster.probe(successor.endpoint);
        old.write();
        cluster.probe(old.endpoint);
        old.alive = false;
        replica.alive = false;
        cluster.rounds(3);

        assertThat(cluster.source()).isNull();
        assertThat(cluster.topology().explanation()).contains("nobody has promoted it since");
    }

    /** Who returns as a writable one after the source was last asked may have been promoted meanwhile. */
    @Test
    void whoMayHaveBeenPromotedIsTakenForTheSourceAndWhatItLacksIsTold() {
        FakeCluster four = new FakeCluster(4, List.of(1, 2, 3, 4));
        FakeServer returning = four.server(3);
        FakeServer last = four.server(4);
        four.rounds(2);
        returning.alive = false;
        four.rounds(2);
        four.server(1).alive = false;
        four.server(2).alive = false;
        four.pass(Duration.ofMillis(1));
        last.source = null;
        last.readOnly = false;
        last.write();
        four.probe(last.endpoint);
        four.pass(Duration.ofMillis(1));
        last.alive = false;
        returning.alive = true;
        returning.source = null;
        returning.readOnly = false;
        four.probe(returning.endpoint);
        four.probe(four.server(1).endpoint);
        assertThat(four.source()).as("it has what the other one lacks").isEqualTo(last);
        four.rounds(3);

        assertThat(four.source()).isEqualTo(returning);
        assertThat(four.count(EventType.WRITES_LOST)).isEqualTo(1);
    }

    private void replaceTheFrozenSource() {
        old.write();
        cluster.servers.forEach(FakeServer::replicate);
        cluster.rounds(2);
        assertThat(cluster.source()).isEqualTo(old);
        old.reachable = false;
        cluster.rounds(3);
        successor.source = null;
        successor.readOnly = false;
        FakeCluster.follow(replica, successor);
        cluster.pass(Duration.ofMillis(1));
        cluster.rounds(1);
        assertThat(cluster.source()).isEqualTo(successor);
    }
}
