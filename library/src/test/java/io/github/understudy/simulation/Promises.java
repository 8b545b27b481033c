package io.github.understudy.simulation;

import io.github.understudy.internal.resolver.Channel;
import io.github.understudy.internal.resolver.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, whatever happens. It keeps its own account of what the application was told and of what the monitor has
 * said, so that a mistake in the library's account shows.
 */
final class Promises {
    /** As long after the last trouble no request of who replays and notes may fail: less than the wait timeout. */
    private static final long CALM_NANOS = 1_700_000_000L;

    private final World world;
    private final long freshNanos;
    private final Map<Long, Commit> acknowledged = new HashMap<>();
    private final Map<Integer, List<Commit>> ofClient = new HashMap<>();
    private final Map<Long, Outcome> notApplied = new HashMap<>();
    private final Map<Integer, LastWrite> lastWrites = new HashMap<>();
    private @Nullable VirtualServer source;
    private long confirmed;
    private long doubted;
    private long roleChanges;

    private final Map<VirtualServer, Long> lastSeen = new HashMap<>();
    private final Map<VirtualServer, Observation> lastSaid = new HashMap<>();
    private final Map<VirtualServer, Long> writableSince = new HashMap<>();
    private @Nullable VirtualServer lastSource;
    private boolean misled;
    private boolean wasMisled;

    private record LastWrite(VirtualServer server, long roleChanges) {}

    Promises(World world, long freshNanos) {
        this.world = world;
        this.freshNanos = freshNanos;
    }

    // ---- what the monitor has said ----

    void published(@Nullable VirtualServer accepted) {
        if (accepted != source) {
            roleChanges++;
            source = accepted;
            if (accepted != null) {
                accepted(accepted);
            }
        }
    }

    /** A server has said in a probe what it is. */
    void seen(VirtualServer server, Observation said) {
        long now = world.timeline().now();
        lastSeen.put(server, now);
        lastSaid.put(server, said);
        if (said.readOnly()) {
            writableSince.remove(server);
        } else {
            writableSince.putIfAbsent(server, now);
        }
    }

    /** Nobody is accepted in place of the source, where it could be known who that is. */
    private void accepted(VirtualServer server) {
        VirtualServer right = world.source();
        misled = server != right && !couldBeKnown(server, right);
        if (server != right && !misled) {
            throw new BrokenPromise(server + " is accepted as the source, and it is " + right);
        }
        wasMisled |= misled;
        lastSource = server;
    }

    private boolean couldBeKnown(VirtualServer wrong, VirtualServer right) {
        boolean promotionSeen =
                writableSince.containsKey(right) && lastSeen.getOrDefault(right, 0L) > world.sourceSince();
        boolean looksPromoted = writableSince.getOrDefault(wrong, 0L) > lastSeen.getOrDefault(right, 0L);
        boolean moreFollow = followers(wrong, right) >= Math.max(1, followers(right, right));
        // A known source stays the one until something speaks for another; and who has all may be the one.
        return promotionSeen && !looksPromoted && !moreFollow && wrong != lastSource && !looksComplete(wrong, right);
    }

    private boolean looksComplete(VirtualServer one, VirtualServer other) {
        Observation its = lastSaid.get(one);
        Observation others = lastSaid.get(other);
        return its == null
                || others == null
                || its.gtids() == null
                || others.gtids() == null
                || its.gtids().contains(others.gtids());
    }

    /** Replicas that have said so since the other one was seen to be writable. */
    private long followers(VirtualServer server, VirtualServer other) {
        long since = writableSince.getOrDefault(other, 0L);
        return world.servers().stream()
                .filter(it -> lastSeen.getOrDefault(it, 0L) >= since)
                .map(lastSaid::get)
                .filter(said -> said != null && follows(said, server))
                .count();
    }

    private static boolean follows(Observation said, VirtualServer server) {
        List<Channel> channels = said.channels();
        return channels != null
                && channels.stream().anyMatch(channel -> channel.receiving() && server.id.equals(channel.sourceId()));
    }

    void confirmed(long nanos) {
        confirmed = nanos;
    }

    void doubted() {
        doubted = world.timeline().now();
    }

    // ---- what the library sends ----

    /** Nothing is written but on the accepted source, confirmed after the last doubt and not long ago. */
    void writes(int client, VirtualServer server) {
        long now = world.timeline().now();
        if (server != source) {
            throw new BrokenPromise(
                    "client " + client + " writes on " + server + ", and the accepted source is " + source);
        }
        if (confirmed - doubted <= 0) {
            throw new BrokenPromise("client " + client + " writes on " + server + ", which is in doubt");
        }
        if (now - confirmed >= freshNanos) {
            throw new BrokenPromise("client " + client + " writes on " + server
                    + ", which has not confirmed its role for " + (now - confirmed) / 1_000_000 + " ms");
        }
        LastWrite last = lastWrites.put(client, new LastWrite(server, roleChanges));
        if (last != null && last.server != server && last.roleChanges == roleChanges) {
            throw new BrokenPromise("client " + client + " writes on " + last.server + " and " + server
                    + ", and no change of roles was published between");
        }
    }

    // ---- what the application is told ----

    /** It was told that the attempt is committed, by an answer about this transaction; null if it wrote nothing. */
    void done(Attempt attempt, @Nullable Commit commit) {
        if (attempt.writes().isEmpty()) {
            return;
        }
        if (commit == null
                || commit.attempt() != attempt.number()
                || !commit.writes().equals(attempt.writes())) {
            throw new BrokenPromise(attempt + " is acknowledged, and what was committed is " + commit);
        }
        acknowledged.put(attempt.number(), commit);
        ofClient.computeIfAbsent(attempt.client(), it -> new ArrayList<>()).add(commit);
        if (!world.source().holds(commit) && !world.isLost(commit)) {
            throw new BrokenPromise(attempt + " is acknowledged, and is not in the history that goes on");
        }
    }

    /** @param sent true if a COMMIT or an autocommit write was sent and not answered */
    void unknown(Attempt attempt, boolean sent, boolean inTime) {
        if (!sent) {
            throw new BrokenPromise(attempt + " is reported as unknown, and nothing that commits was sent");
        }
        if (inTime) {
            throw new BrokenPromise(
                    attempt + " is noted in the ledger, and reported as unknown before the time was up");
        }
    }

    void notApplied(Attempt attempt, Outcome outcome) {
        if (!misled) {
            notApplied.put(attempt.number(), outcome);
        }
    }

    /** Who replays and notes sees no failure, if there was a source with all that it knows within the time. */
    void failed(Attempt attempt, Outcome outcome, String why) {
        long calm = world.timeline().now() - world.calmSince();
        boolean complete =
                ofClient.getOrDefault(attempt.client(), List.of()).stream().noneMatch(world::isLost);
        VirtualServer there = world.source();
        boolean works = there.serves() && there.reachable && !there.readOnly;
        if (calm >= CALM_NANOS && works && complete && outcome != Outcome.GATE_FULL) {
            throw new BrokenPromise(attempt + " fails (" + outcome + ": " + why + ") though nothing was wrong for "
                    + calm / 1_000_000 + " ms");
        }
    }

    // ---- in the end ----

    void atTheEnd() {
        VirtualServer survivor = world.source();
        acknowledged.forEach((attempt, commit) -> {
            Commit there = survivor.attempt(attempt);
            if (there == null && !world.isLost(commit)) {
                throw new BrokenPromise("attempt " + attempt
                        + " was acknowledged, no promotion has lost it, and it is missing: " + commit);
            }
        });
        notApplied.forEach((attempt, outcome) -> {
            Commit there = survivor.attempt(attempt);
            if (there != null) {
                throw new BrokenPromise(
                        "attempt " + attempt + " was reported as " + outcome + ", and is there: " + there);
            }
        });
    }

    /** True if a wrong source was accepted though nothing that was to be seen spoke against it. */
    boolean wasMisled() {
        return wasMisled;
    }
}
