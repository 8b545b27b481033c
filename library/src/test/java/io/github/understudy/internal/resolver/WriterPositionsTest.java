package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be told on MariaDB of who has which transactions. */
class WriterPositionsTest {

    @ParameterizedTest(name = "{0}: {1} / {2} lacks of {3} / {4}: {5}")
    @CsvSource(
            delimiter = '|',
            value = {
                "has all                       | 0-1-105         | 0-1-105 | 0-1-105         |         | ''",
                "lacks the last                | 0-1-100         | 0-1-100 | 0-1-105         |         | 0-1-101 to 0-1-105",
                "has written on in their place | 0-1-100,0-2-110 | 0-1-100 | 0-1-105         |         | 0-1-101 to 0-1-105",
                "has all, and wrote on         | 0-1-105,0-2-110 | 0-1-105 | 0-1-105         |         | ''",
                "logs nothing it replicates    | 0-2-110         | 0-1-105 | 0-1-105         |         | ''",
                "was built from a backup       | ''              | 0-3-120 | 0-1-105,0-3-120 | 0-1-105 | ''",
                "was built from an old backup  | 0-2-121         | 0-3-110 | 0-1-105,0-3-120 | 0-1-105 | 0-3-111 to 0-3-120",
                "of the former writer the last | 0-3-90          | 0-3-90  | 0-1-105,0-3-95  | 0-3-95  | 0-1-96 to 0-1-105, 0-3-95",
                "another domain                | 0-1-105,1-1-7   | 0-1-105 | 0-1-105,1-1-9   |         | 1-1-8 to 1-1-9",
                "a replica's own transaction   | 0-1-102         |         | 0-1-100,0-3-101 | 0-1-100 | 0-3-101",
                "the same later                | 0-1-102         |         | 0-1-102,0-3-101 | 0-1-102 | 0-3-101",
                "a demoted source's last one   | 0-1-105,0-2-106 | 0-1-105 | 0-1-105         | 0-1-105 | ''",
            })
    void tellsWhatAServerLacks(
            String what, String state, String replicated, String otherState, String otherReplicated, String lacking) {
        Transactions others = Transactions.executedBy(seen(otherState, otherReplicated));

        assertThat(others.lackingOn(seen(state, replicated))).as(what).hasToString(lacking);
    }

    @Test
    void whatIsAcknowledgedIsKeptOneByOne() {
        List<GtidSet> told = List.of(GtidSet.parse("0-1-101"), GtidSet.parse("0-1-103"), GtidSet.parse("0-1-104"));

        Transactions lost = Transactions.of(told).lackingOn(seen("0-1-101,0-2-110", "0-1-101"));

        assertThat(lost).hasToString("0-1-103 to 0-1-104");
        assertThat(lost.count()).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotTellIsNotSaidToLackAnything() {
        Transactions some = Transactions.of(List.of(GtidSet.parse("0-1-101")));

        assertThat(some.lackingOn(silent()).isEmpty()).isTrue();
        assertThat(Transactions.executedBy(silent()).isEmpty()).isTrue();
    }

    @Test
    void whatMayWaitForAReplicaIsNotSaidToBeFinished() {
        Observation waiting = seen(WriterPositions.parse("0-1-105", "", true));

        assertThat(Transactions.finishedOn(waiting).isEmpty()).isTrue();
        assertThat(Transactions.executedBy(waiting)).hasToString("0-1-1 to 0-1-105");
        assertThat(Transactions.finishedOn(seen("0-1-105", ""))).hasToString("0-1-1 to 0-1-105");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> WriterPositions.parse("0-1", "", false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Observation seen(String state, String replicated) {
        return seen(WriterPositions.parse(state, replicated == null ? "" : replicated, false));
    }

    private static Observation silent() {
        return observation(null);
    }

    private static Observation seen(WriterPositions writers) {
        return observation(writers);
    }

    private static Observation observation(@Nullable WriterPositions writers) {
        return new Observation(
                new NodeId("server-id-1"),
                "db1",
                Flavor.MARIADB,
                "11.4.2-MariaDB",
                null,
                false,
                false,
                MariaDbGtidPosition.parse("0-1-105"),
                List.of(),
                List.of(),
                List.of(),
                writers,
                0,
                null,
                null,
                null,
                false);
    }
}
