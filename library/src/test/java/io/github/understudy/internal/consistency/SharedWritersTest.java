package io.github.understudy.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.Lag;
import io.github.understudy.topology.NodeId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of threads on nodes that are all written to and apply one order of transactions, each at its own pace.
 * A node that is not known to have what a thread must see catches up first. No thread ever sees less than it has written
 * or seen, whatever was told of positions, and what tokens were handed on. A failure names its seed.
 */
class SharedWritersTest {
    private static final String HISTORY = "11111111-1111-1111-1111-111111111111:";
    private static final int LIVES = 2000;
    private static final int NODES = 3;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void noThreadSeesLessThanItHasWrittenOrSeen(long block) {
        for (long seed = block * LIVES; seed < (block + 1) * LIVES; seed++) {
            new Life(seed).live();
        }
    }

    /** A thread, and the number of the last transaction that it must see. */
    private static final class Actor {
        final Causality causality = new Causality(ConsistencyLevel.SESSION);
        int must;
    }

    private static final class Life {
        private final long seed;
        private final Random random;
        private final int[] applied = new int[NODES];
        private final List<Actor> actors = List.of(new Actor(), new Actor(), new Actor());
        private Positions positions = Positions.NONE;
        private int last;
        private long nanos = 1;

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void live() {
            for (int step = 0; step < 60; step++) {
                nanos += 1 + random.nextInt(3);
                Actor actor = actors.get(random.nextInt(actors.size()));
                switch (random.nextInt(8)) {
                    case 0, 1 -> apply(random.nextInt(NODES));
                    case 2, 3 -> look(random.nextInt(NODES));
                    case 4 -> use(actor, random.nextInt(NODES), true);
                    case 5 -> handOver(actor, actors.get(random.nextInt(actors.size())));
                    default -> use(actor, random.nextInt(NODES), false);
                }
            }
        }

        private void apply(int node) {
            applied[node] += random.nextInt(last - applied[node] + 1);
        }

        /** A probe: what had been applied before it began is in the answer, which comes later. */
        private void look(int node) {
            long began = nanos;
            GtidSet told = applied[node] == 0 ? null : GtidSet.parse(HISTORY + "1-" + applied[node]);
            nanos += random.nextInt(3);
            positions = positions.with(id(node), new Position(told, Lag.none(), began));
        }

        private void use(Actor actor, int node, boolean writes) {
            Causality thread = actor.causality;
            thread.settle(positions, null, nanos);
            if (!thread.isProven(id(node)) && !thread.isMetBy(id(node), positions)) {
                catchUp(thread, node);
            }
            assertThat(applied[node])
                    .as("seed %d: node %d at %d has what its reader has seen", seed, node, nanos)
                    .isGreaterThanOrEqualTo(actor.must);
            if (writes) {
                last++;
                applied[node] = last;
            }
            actor.must = applied[node];
            nanos++;
            thread.readReplica(id(node), nanos);
        }

        private void catchUp(Causality thread, int node) {
            long asked = nanos;
            int ordered = last;
            nanos += random.nextInt(5);
            applied[node] = Math.max(applied[node], ordered);
            thread.caughtUpOn(id(node), asked, nanos);
        }

        /** A token, or a connection that goes from one thread to another. */
        private void handOver(Actor from, Actor to) {
            if (from == to) {
                return;
            }
            if (random.nextBoolean()) {
                to.causality.join(from.causality, nanos);
            } else {
                Causality thread = from.causality;
                thread.settle(positions, null, nanos);
                thread.giveUpReplica();
                GtidSet known = thread.transactions();
                GtidSet token = thread.awaitsSource() ? null : known;
                nanos++;
                if (token == null) {
                    to.causality.demandSourceAt(nanos);
                } else {
                    to.causality.demand(token, nanos);
                }
                to.causality.demandFromElsewhere(token);
            }
            to.must = Math.max(to.must, from.must);
        }

        private static NodeId id(int node) {
            return new NodeId("n" + node);
        }
    }
}
