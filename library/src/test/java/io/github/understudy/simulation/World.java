package io.github.understudy.simulation;

import io.github.understudy.topology.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The servers, and the truth about them: who is the source, and what was lost when another one became it. */
final class World {
    private final Timeline timeline = new Timeline();
    private final Dice dice;
    private final Trace trace;
    private final Network network = new Network(this);
    private final List<VirtualServer> servers = new ArrayList<>();
    private final Set<Commit> lost = new HashSet<>();
    private VirtualServer source;
    private long sourceSince;
    private long calmSince;
    private Consumer<VirtualServer> afterCommit = server -> {};

    World(long seed, boolean traced) {
        dice = new Dice(seed);
        trace = new Trace(timeline, traced);
        int count = dice.chance(0.7) ? 3 : 2 + dice.below(3);
        for (int number = 1; number <= count; number++) {
            servers.add(new VirtualServer(this, number, count));
        }
        source = servers.get(0);
        servers.stream().skip(1).forEach(replica -> replica.follow(source));
        servers.forEach(this::replicate);
    }

    Timeline timeline() {
        return timeline;
    }

    Dice dice() {
        return dice;
    }

    Trace trace() {
        return trace;
    }

    Network network() {
        return network;
    }

    List<VirtualServer> servers() {
        return servers;
    }

    VirtualServer server(NodeId id) {
        return servers.stream().filter(it -> it.id.equals(id)).findFirst().orElseThrow();
    }

    /** Whose history goes on. */
    VirtualServer source() {
        return source;
    }

    long sourceSince() {
        return sourceSince;
    }

    /** Something happened that the application may notice. */
    void disturbed() {
        calmSince = timeline.now();
    }

    long calmSince() {
        return calmSince;
    }

    /** A server becomes the source; what others have and it lacks is lost. */
    void promoted(VirtualServer next) {
        for (VirtualServer other : servers) {
            other.history().stream().filter(it -> !next.holds(it)).forEach(this::lose);
            other.relay.stream().filter(it -> !next.holds(it)).forEach(this::lose);
        }
        source = next;
        sourceSince = timeline.now();
    }

    /** A transaction was committed; on another server than the source it is lost at once. */
    void committed(VirtualServer server, Commit commit) {
        if (server != source) {
            lose(commit);
        }
        afterCommit.accept(server);
    }

    void afterCommit(Consumer<VirtualServer> what) {
        afterCommit = what;
    }

    private void lose(Commit commit) {
        if (lost.add(commit)) {
            trace.say(() -> "lost with its server: " + commit);
        }
    }

    boolean isLost(Commit commit) {
        return lost.contains(commit);
    }

    private void replicate(VirtualServer replica) {
        if (replica.serves()) {
            replica.receive();
            if (timeline.now() >= replica.slowUntil) {
                replica.apply(1 + dice.below(8));
            }
        }
        timeline.in(dice.millis(5, 40), () -> replicate(replica));
    }
}
