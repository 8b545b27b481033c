package io.github.understudy.simulation;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.MySqlGtidSet;
import io.github.understudy.topology.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server: what it has, what it is, and in what condition. What it answers is in {@link Service}. */
final class VirtualServer {
    final int number;
    final Endpoint endpoint;
    final NodeId id;
    boolean alive = true;
    boolean frozen;
    /** False while the application and its monitor can't reach it; replication and the operator can. */
    boolean reachable = true;

    boolean readOnly;

    @Nullable
    VirtualServer source;

    boolean receiverOn;
    long slowUntil;

    final Deque<Commit> relay = new ArrayDeque<>();
    final List<VirtualSession> sessions = new ArrayList<>();
    final List<Runnable> inbox = new ArrayList<>();
    private final World world;
    private final String uuid;
    private final List<Commit> history = new ArrayList<>();
    private final Map<Long, Commit> byAttempt = new HashMap<>();
    private final Map<Long, Commit> byNote = new HashMap<>();
    private final Set<Long> writes = new HashSet<>();
    private final Map<Integer, Integer> byClient = new HashMap<>();
    private final int[] executed;
    private @Nullable MySqlGtidSet gtids;
    private @Nullable VirtualServer receivedFrom;
    private int receivedChanges;
    private int changes;

    VirtualServer(World world, int number, int servers) {
        this.world = world;
        this.number = number;
        this.endpoint = new Endpoint("db" + number, 3306);
        this.uuid = "aaaaaaaa-0000-0000-0000-00000000000" + number;
        this.id = new NodeId(uuid);
        this.executed = new int[servers + 1];
    }

    boolean serves() {
        return alive && !frozen;
    }

    // ---- what it has ----

    List<Commit> history() {
        return history;
    }

    @Nullable
    Commit attempt(long attempt) {
        return byAttempt.get(attempt);
    }

    @Nullable
    Commit noted(long note) {
        return byNote.get(note);
    }

    int writesOf(int client) {
        return byClient.getOrDefault(client, 0);
    }

    int nextNumber() {
        return executed[number] + 1;
    }

    /** A transaction becomes part of the history, here or by replication. */
    void append(Commit commit) {
        for (Long write : commit.writes()) {
            if (!writes.add(write)) {
                throw new BrokenPromise("write " + write + " is applied twice on " + this + ": by "
                        + history.stream()
                                .filter(it -> it.writes().contains(write))
                                .findFirst()
                                .orElseThrow()
                        + " and by " + commit);
            }
        }
        changes++;
        history.add(commit);
        byAttempt.put(commit.attempt(), commit);
        if (commit.note() != 0) {
            byNote.put(commit.note(), commit);
        }
        byClient.merge(commit.client(), commit.writes().size(), Integer::sum);
        executed[commit.origin()] = commit.number();
        gtids = null;
    }

    /** True if it has the transaction, or has received it. */
    boolean holds(Commit commit) {
        return byAttempt.get(commit.attempt()) == commit || relay.contains(commit);
    }

    MySqlGtidSet gtids() {
        MySqlGtidSet known = gtids;
        if (known == null) {
            known = MySqlGtidSet.parse(gtidText());
            gtids = known;
        }
        return known;
    }

    private String gtidText() {
        StringBuilder text = new StringBuilder();
        for (int origin = 1; origin < executed.length; origin++) {
            if (executed[origin] > 0) {
                text.append(text.length() == 0 ? "" : ",")
                        .append("aaaaaaaa-0000-0000-0000-00000000000")
                        .append(origin)
                        .append(":1-")
                        .append(executed[origin]);
            }
        }
        return text.toString();
    }

    // ---- replication ----

    /** Connected, as it says itself; a source that hangs is not noticed. */
    boolean isReceiving() {
        return source != null && receiverOn && source.alive;
    }

    void receive() {
        VirtualServer from = source;
        if (from == null || !isReceiving() || from.frozen) {
            return;
        }
        if (from == receivedFrom && from.changes == receivedChanges) {
            return;
        }
        receivedFrom = from;
        receivedChanges = from.changes;
        for (Commit commit : from.history) {
            if (!holds(commit)) {
                relay.add(commit);
            }
        }
    }

    void apply(int most) {
        for (int i = 0; i < most && !relay.isEmpty(); i++) {
            append(relay.poll());
        }
    }

    /** True if it has something that the other one neither has nor will get from what it has received. */
    boolean isAheadOf(VirtualServer other) {
        return !history.stream().allMatch(other::holds);
    }

    void follow(VirtualServer next) {
        relay.clear();
        receivedFrom = null;
        if (isAheadOf(next)) {
            rebuildFrom(next);
        }
        source = next;
        receiverOn = true;
        readOnly = true;
    }

    private void stopReceiving() {
        receiverOn = false;
        relay.clear();
    }

    private void rebuildFrom(VirtualServer other) {
        world.trace().say(() -> this + " has transactions of its own and is rebuilt from " + other);
        dropSessions();
        world.servers().stream()
                .filter(it -> it.source == this && it.receiverOn)
                .forEach(VirtualServer::stopReceiving);
        changes++;
        history.clear();
        byAttempt.clear();
        byNote.clear();
        writes.clear();
        byClient.clear();
        java.util.Arrays.fill(executed, 0);
        other.history.forEach(this::append);
        gtids = null;
    }

    // ---- its condition ----

    void die() {
        alive = false;
        frozen = false;
        inbox.clear();
        dropSessions();
    }

    private void dropSessions() {
        List<VirtualSession> open = List.copyOf(sessions);
        sessions.clear();
        open.forEach(VirtualSession::endedByServer);
    }

    void thaw() {
        frozen = false;
        List<Runnable> waiting = List.copyOf(inbox);
        inbox.clear();
        waiting.forEach(Runnable::run);
    }

    @Override
    public String toString() {
        return "s" + number;
    }
}
