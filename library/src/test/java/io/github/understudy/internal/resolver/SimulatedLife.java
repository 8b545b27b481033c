package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One life of a cluster, made by chance from its seed: things happen to the servers, answers arrive late and in any
 * order, and after each step the resolver's promises must hold.
 */
abstract class SimulatedLife {
    final Random random;
    private final long seed;
    private final List<Late> late = new ArrayList<>();
    private @Nullable NodeId source;

    /** An answer that has left its server and not arrived yet. */
    private record Late(Endpoint endpoint, Observation observation) {}

    SimulatedLife(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    abstract FakeServers<?> cluster();

    /** Something happens. */
    abstract void act();

    /** What must hold after each probe. */
    abstract void check();

    /** What must hold once everybody was asked again. */
    abstract void checkAtRest();

    /** All troubles end, and all must be well after some time. */
    abstract void recover();

    /** True if nothing that the former source has said itself speaks against it. */
    boolean mustStay(NodeId former) {
        return false;
    }

    /** True if the server is up, and nothing else has been found. */
    final boolean isUp(NodeId id) {
        return cluster()
                .topology()
                .node(id)
                .filter(node -> node.state() == NodeState.UP)
                .isPresent();
    }

    /** As much time passes as the servers need to learn of each other; here they do at once. */
    void settle() {}

    final void live(int steps) {
        cluster().watcher = this::check;
        cluster().rounds(4);
        for (int step = 0; step < steps; step++) {
            act();
            if (random.nextInt(20) == 0) {
                rest();
                checkAtRest();
            }
        }
        late.clear();
        recover();
    }

    private void rest() {
        settle();
        askAll();
    }

    /** Nothing happens for so long that all have answered again and again. */
    final void askAll() {
        late.clear();
        cluster().rounds(6);
    }

    /** True if some answer tells of the past. */
    final boolean isAnyLate() {
        return !late.isEmpty();
    }

    /** One probe is made, and perhaps the answer of another one arrives at last. */
    final void probe() {
        Endpoint target = pick(cluster().targets());
        // The monitor never has two probes of one address under way.
        boolean underWay = late.stream().anyMatch(it -> it.endpoint().equals(target));
        if (!underWay && random.nextInt(4) == 0) {
            cluster().at(target).filter(FakeNode::answers).ifPresent(it -> late.add(new Late(target, it.observe())));
        } else if (!underWay) {
            cluster().probe(target);
        }
        if (!late.isEmpty() && random.nextInt(3) == 0) {
            Late arrived = late.remove(random.nextInt(late.size()));
            cluster().tell(arrived.endpoint(), arrived.observation());
        }
        cluster().pass(Duration.ofMillis(random.nextInt(300)));
    }

    final <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** What holds whatever the kind of the cluster. */
    final void checkNodes() {
        Node now = cluster().topology().sourceNode();
        NodeId former = source;
        if (now != null && former != null && !now.id().equals(former)) {
            promise(!mustStay(former), "%s takes the writes already, and could go on", former);
        }
        source = now == null ? source : now.id();
        for (Node node : cluster().topology().nodes()) {
            promise(!node.readable() || node.state() == NodeState.UP, "who is not up serves no reads: %s", node);
        }
        if (now != null) {
            boolean lives = now.state() == NodeState.UP || now.state() == NodeState.SUSPECT;
            promise(lives, "the source lives: %s", now);
        }
    }

    /** @param what the promise, as a format */
    final void promise(boolean kept, String what, @Nullable Object... of) {
        if (!kept) {
            throw new AssertionError("seed " + seed + ": " + what.formatted(of) + "; "
                    + cluster().topology().explanation());
        }
    }
}
