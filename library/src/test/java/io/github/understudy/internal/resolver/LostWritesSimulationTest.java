package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MySqlGtidSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Random lives of a cluster with promotions that lose writes and such that do not, in one step or in stages, with
 * answers that come late. What is told to be lost is lost; and of what was acknowledged, all that is lost is told. A
 * failure names its seed.
 */
class LostWritesSimulationTest {
    private static final int LIVES = 1000;
    private static final int STEPS = 150;
    private static final int LONGEST_PROBE = 10;
    private static final Pattern LOST = Pattern.compile("(?:had|data source): ([0-9a-f][-0-9a-f:,]+)\\. ");

    private static final Pattern ERRANT = Pattern.compile("does not have: ([0-9a-f][-0-9a-f:,]+)\\. ");

    @Test
    void tellsWhatIsLostAndNothingElse() {
        AtomicInteger told = new AtomicInteger();
        long lives = Lives.live("lost writes", LIVES, seed -> told.addAndGet(new Life(seed).live()));
        assertThat(told.get()).as("these lives have losses").isGreaterThanOrEqualTo((int) (lives / 20));
    }

    private static final class Life {
        private final long seed;
        private final Random random;
        private final FakeCluster cluster;
        private final List<Late> answers = new ArrayList<>();
        private final List<GtidSet> late = new ArrayList<>();
        private FakeServer truth;
        private GtidSet acknowledged = MySqlGtidSet.empty();
        private GtidSet told = MySqlGtidSet.empty();
        private int events;
        private int errants;
        private int step;

        /** An answer that has left its server and not arrived yet. */
        private record Late(Endpoint endpoint, Observation observation, int sent) {}

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.cluster = new FakeCluster(3, List.of(1, 2, 3));
            this.truth = cluster.server(1);
        }

        /** @return how often something lost was told */
        int live() {
            cluster.rounds(2);
            for (step = 0; step < STEPS; step++) {
                giveUpProbes();
                act();
                check();
            }
            late.forEach(this::tell);
            answers.clear();
            truth.applying = false;
            cluster.servers.forEach(it -> it.alive = true);
            cluster.promote(truth);
            for (int i = 0; i < 30; i++) {
                cluster.round();
                check();
            }
            assertThat(cluster.source()).as("seed %d", seed).isEqualTo(truth);
            assertThat(acknowledged.subtract(truth.gtids).subtract(told).isEmpty())
                    .as("seed %d: %s was acknowledged, %s told, %s is there", seed, acknowledged, told, truth.gtids)
                    .isTrue();
            return events;
        }

        private void act() {
            switch (random.nextInt(20)) {
                case 0 -> truth.alive = false;
                case 1 -> failover();
                case 2 -> switchover();
                case 3 -> finishApplying();
                case 4 -> tellLate();
                case 5, 6, 7, 8 -> write();
                case 9, 10, 11 -> any().replicate();
                default -> probe();
            }
        }

        /** No probe takes longer than its deadline. */
        private void giveUpProbes() {
            for (Late each : List.copyOf(answers)) {
                if (step - each.sent > LONGEST_PROBE) {
                    answers.remove(each);
                    cluster.fail(each.endpoint, ProbeFailure.Kind.TIMEOUT);
                }
            }
        }

        private FakeServer any() {
            return cluster.servers.get(random.nextInt(3));
        }

        private void write() {
            // The application writes where the resolver says.
            if (truth.alive && cluster.source() == truth && !truth.applying) {
                truth.write();
                if (random.nextInt(3) > 0) {
                    late.add(truth.last());
                }
                if (random.nextInt(3) > 0) {
                    tellLate();
                }
            }
        }

        private void tellLate() {
            if (!late.isEmpty()) {
                tell(late.remove(0));
            }
        }

        private void tell(GtidSet transaction) {
            acknowledged = acknowledged.union(transaction);
            cluster.acknowledge(transaction);
        }

        private void probe() {
            Endpoint target =
                    cluster.targets().get(random.nextInt(cluster.targets().size()));
            boolean underWay = answers.stream().anyMatch(it -> it.endpoint().equals(target));
            FakeServer server = cluster.servers.stream()
                    .filter(it -> it.endpoint.equals(target))
                    .findFirst()
                    .orElseThrow();
            if (!underWay && server.answers() && random.nextInt(3) == 0) {
                answers.add(new Late(target, server.observe(), step));
            } else if (!underWay) {
                cluster.probe(target);
            } else if (random.nextInt(2) == 0) {
                Late arrived = answers.remove(random.nextInt(answers.size()));
                cluster.tell(arrived.endpoint(), arrived.observation());
            }
            cluster.pass(Duration.ofMillis(random.nextInt(300)));
        }

        /** Of a dead source; what was received may be applied before, after, or never have been received. */
        private void failover() {
            FakeServer chosen = any();
            if (truth.alive || !chosen.alive || chosen == truth) {
                return;
            }
            FakeServer old = truth;
            truth = chosen;
            if (random.nextInt(3) == 0) {
                chosen.readOnly = false;
                chosen.stopped = true;
                chosen.applying = true;
                pending = random.nextBoolean() ? old.gtids : MySqlGtidSet.empty();
            } else {
                cluster.promote(chosen);
            }
        }

        private GtidSet pending = MySqlGtidSet.empty();

        private void finishApplying() {
            if (truth.applying && truth.alive) {
                truth.gtids = truth.gtids.union(pending);
                truth.applying = false;
                cluster.promote(truth);
            }
        }

        private void switchover() {
            FakeServer chosen = any();
            if (truth.alive && chosen.alive && chosen != truth && !truth.applying) {
                chosen.take(truth);
                cluster.promote(chosen);
                truth = chosen;
            }
        }

        /** What is told to be lost is on the new source neither now nor when all is applied. */
        private void check() {
            List<ClusterEvent> all = cluster.events(EventType.WRITES_LOST);
            for (ClusterEvent event : all.subList(events, all.size())) {
                Matcher matcher = LOST.matcher(event.reason());
                assertThat(matcher.find()).as("seed %d: %s", seed, event).isTrue();
                GtidSet lost = GtidSet.parse(matcher.group(1));
                told = told.union(lost);
                FakeServer source = cluster.servers.stream()
                        .filter(it -> it.endpoint.equals(event.endpoint()))
                        .findFirst()
                        .orElseThrow();
                assertThat(lost.intersect(source.gtids).isEmpty())
                        .as("seed %d: %s, but there is %s", seed, event, source.gtids)
                        .isTrue();
            }
            events = all.size();
            checkErrants();
        }

        private void checkErrants() {
            List<ClusterEvent> all = cluster.events(EventType.ERRANT_TRANSACTIONS);
            for (ClusterEvent event : all.subList(errants, all.size())) {
                Matcher matcher = ERRANT.matcher(event.reason());
                FakeServer source = cluster.source();
                if (matcher.find() && source != null) {
                    assertThat(GtidSet.parse(matcher.group(1))
                                    .intersect(source.gtids)
                                    .isEmpty())
                            .as("seed %d: %s, but there is %s", seed, event, source.gtids)
                            .isTrue();
                }
            }
            errants = all.size();
        }
    }
}
