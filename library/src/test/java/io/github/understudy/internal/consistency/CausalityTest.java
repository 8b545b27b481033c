package io.github.understudy.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausalityTest {
    private static final String UUID = "11111111-1111-1111-1111-111111111111:";
    private static final NodeId SOURCE = new NodeId("source");
    private static final NodeId ONE = new NodeId("one");
    private static final NodeId OTHER = new NodeId("other");

    private final Causality thread = new Causality(ConsistencyLevel.SESSION);
    private Positions positions = Positions.NONE;

    @Test
    void demandsNothingAtFirst() {
        assertThat(thread.demandsNothing()).isTrue();
        assertThat(met(ONE)).isTrue();
    }

    @Test
    void aWriteIsDemandedWithAllThatWasCommittedBeforeIt() {
        at(SOURCE, "1-10", 5);
        thread.wrote(gtids("14"), gtids("1-10"), 6);
        at(ONE, "1-13", 9);
        assertThat(met(ONE)).isFalse();
        at(ONE, "1-10:14", 10);
        assertThat(met(ONE)).as("11 to 13 may have been seen").isFalse();
        at(ONE, "1-14", 11);
        assertThat(met(ONE)).isTrue();
    }

    @Test
    void aWriteOfUnknownPositionWaitsForALookAtTheSource() {
        thread.usedSource(5);
        at(SOURCE, "1-10", 4);
        at(ONE, "1-99", 9);
        settle();
        assertThat(met(ONE)).as("the source was asked before").isFalse();
        at(SOURCE, "1-12", 5);
        settle();
        assertThat(thread.awaitsSource()).isFalse();
        assertThat(met(ONE)).isTrue();
        at(OTHER, "1-11", 9);
        assertThat(met(OTHER)).isFalse();
    }

    @Test
    void aReplicaThatWasReadIsKeptUntilItsPositionThenIsKnown() {
        at(ONE, "1-10", 1);
        at(OTHER, "1-10", 1);
        thread.readReplica(ONE, 5);
        settle();
        assertThat(met(ONE)).isTrue();
        assertThat(met(OTHER)).isFalse();
        at(ONE, "1-12", 6);
        settle();
        assertThat(met(OTHER)).isFalse();
        at(OTHER, "1-12", 6);
        assertThat(met(OTHER)).isTrue();
    }

    @Test
    void aReplicaThatIsLostShowedNoMoreThanTheSourceHad() {
        thread.readReplica(ONE, 5);
        at(SOURCE, "1-20", 7);
        at(OTHER, "1-19", 8);
        thread.giveUpReplica();
        settle();
        assertThat(met(OTHER)).isFalse();
        at(OTHER, "1-20", 9);
        assertThat(met(OTHER)).isTrue();
    }

    @Test
    void whatWasLostWithAnEarlierSourceIsNotWaitedForForEver() {
        thread.wrote(gtids("15"), gtids("1-14"), 5);
        at(SOURCE, "1-12", 6);
        at(ONE, "1-12", 6);
        settle();
        assertThat(met(ONE)).isTrue();
    }

    @Test
    void withoutGtidsTheLagDecides() {
        thread.usedSource(seconds(10));
        lagging(SOURCE, 0, 20);
        lagging(ONE, 5, 15);
        settle();
        assertThat(met(ONE)).isFalse();
        lagging(ONE, 5, 16);
        assertThat(met(ONE)).as("5 s behind, and cut-off seconds").isTrue();
        positions = positions.with(ONE, new Position(null, Lag.unknown(), seconds(99)));
        assertThat(met(ONE)).isFalse();
    }

    @Test
    void demandsAddUp() {
        Causality giver = new Causality(ConsistencyLevel.SESSION);
        giver.wrote(gtids("30"), gtids("1-29"), 3);
        giver.readReplica(OTHER, 4);
        thread.wrote(gtids("20"), gtids("1-19"), 2);
        thread.join(giver, 5);
        at(ONE, "1-30", 9);
        at(SOURCE, "1-30", 9);
        settle();
        assertThat(met(ONE)).isTrue();
        at(ONE, "1-25", 10);
        assertThat(met(ONE)).isFalse();
    }

    @Test
    void theInstancesWritesAreDemandedOnce() {
        InstanceWrites instance = new InstanceWrites(true);
        instance.wrote(gtids("1-7"), 1);
        instance.wroteAt(5);
        instance.demandOf(thread, () -> 6);
        at(SOURCE, "1-9", 6);
        settle();
        assertThat(thread.awaitsSource()).isFalse();
        instance.demandOf(thread, () -> 7);
        assertThat(thread.awaitsSource()).as("nothing was written since").isFalse();
        instance.wroteAt(8);
        instance.demandOf(thread, () -> 9);
        assertThat(thread.awaitsSource()).isTrue();
    }

    @Test
    void whatTheInstanceLostWithAnEarlierSourceIsForgotten() {
        InstanceWrites instance = new InstanceWrites(true);
        instance.wrote(gtids("1-7"), 5);
        instance.forgetLost(gtids("1-6"), 5);
        instance.demandOf(thread, () -> 6);
        assertThat(thread.transactions()).as("asked before it was written").isEqualTo(gtids("1-7"));
        instance.forgetLost(gtids("1-6"), 6);
        Causality later = new Causality(ConsistencyLevel.INSTANCE);
        instance.demandOf(later, () -> 7);
        assertThat(later.transactions()).isEqualTo(gtids("1-6"));
    }

    @Test
    void whoAsksForTheInstanceFirstSeesAllThereIs() {
        InstanceWrites instance = new InstanceWrites(false);
        instance.wrote(gtids("1-7"), 1);
        instance.demandOf(thread, () -> 6);
        assertThat(thread.awaitsSource()).isTrue();
    }

    @Test
    void whatANewSourceHadBeforeItBecameItTellsNothing() {
        thread.usedSource(5);
        thread.demand(gtids("1-10"), 5);
        at(ONE, "1-8", 7);
        thread.settle(positions, ONE, 9);
        assertThat(thread.awaitsSource()).isTrue();
        assertThat(thread.transactions()).isEqualTo(gtids("1-10"));
        at(ONE, "1-10", 9);
        thread.settle(positions, ONE, 9);
        assertThat(thread.awaitsSource()).isFalse();
        assertThat(thread.transactions()).isEqualTo(gtids("1-10"));
    }

    @Test
    void aWriteInOneDomainDoesNotCoverWhatWasReadInAnother() {
        GtidSet known = GtidSet.parse("0-1-10,1-1-10");
        thread.usedSource(5);
        thread.wrote(GtidSet.parse("1-1-12"), known, 6);
        assertThat(thread.awaitsSource()).isTrue();
        thread.wrote(GtidSet.parse("0-1-11,1-1-13"), known, 7);
        assertThat(thread.awaitsSource()).isFalse();
    }

    /** A source that counts, replicas that follow at random, one thread that does everything in random order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverSeesLessThanItHasWrittenOrSeen(long seed) {
        Random dice = new Random(seed);
        Causality it = new Causality(ConsistencyLevel.SESSION);
        Positions known = Positions.NONE;
        long[] has = {0, 0, 0};
        NodeId[] nodes = {SOURCE, ONE, OTHER};
        long seen = 0;
        int servedByReplicas = 0;
        long since = 0;
        for (long now = 1; now < 20_000; now++) {
            if (dice.nextInt(200) == 0) {
                int promoted = 1 + dice.nextInt(2);
                NodeId before = nodes[0];
                nodes[0] = nodes[promoted];
                nodes[promoted] = before;
                // It catches up first; the earlier source has all it had, and so follows from where it stands.
                has[promoted] = has[0];
                since = now;
            }
            switch (dice.nextInt(8)) {
                case 0, 1 -> has[0] += dice.nextInt(3);
                case 2, 3 -> {
                    int replica = 1 + dice.nextInt(2);
                    has[replica] = Math.min(has[0], has[replica] + dice.nextInt(30));
                }
                case 4 -> {
                    int node = dice.nextInt(3);
                    if (has[node] > 0) {
                        known = known.with(nodes[node], new Position(gtids("1-" + has[node]), Lag.none(), now));
                    }
                }
                case 5 -> {
                    has[0]++;
                    Position source = known.of(nodes[0]);
                    boolean told = dice.nextBoolean();
                    if (told) {
                        it.wrote(gtids("" + has[0]), source == null ? null : source.executed(), now);
                    }
                    if (!told || source == null) {
                        it.usedSource(now);
                    }
                    seen = has[0];
                }
                default -> {
                    it.settle(known, nodes[0], since);
                    if (dice.nextInt(50) == 0) {
                        it.giveUpReplica();
                    }
                    int replica = 1 + dice.nextInt(2);
                    if (it.isMetBy(nodes[replica], known)) {
                        assertThat(has[replica]).as("seed %d at %d", seed, now).isGreaterThanOrEqualTo(seen);
                        seen = has[replica];
                        it.readReplica(nodes[replica], now);
                        servedByReplicas++;
                    } else if (dice.nextInt(4) == 0) {
                        seen = has[0];
                        it.usedSource(now);
                    }
                }
            }
        }
        assertThat(servedByReplicas).isGreaterThan(100);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private void lagging(NodeId node, long lag, long atSecond) {
        positions = positions.with(node, new Position(null, Lag.of(Duration.ofSeconds(lag)), seconds(atSecond)));
    }

    private void at(NodeId node, @Nullable String numbers, long nanos) {
        positions = positions.with(node, new Position(numbers == null ? null : gtids(numbers), Lag.none(), nanos));
    }

    private void settle() {
        thread.settle(positions, SOURCE, 0);
    }

    private boolean met(NodeId node) {
        return thread.isMetBy(node, positions);
    }

    private static GtidSet gtids(String numbers) {
        return GtidSet.parse(UUID + numbers);
    }
}
