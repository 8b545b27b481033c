package io.github.understudy.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whoever runs the servers, a person or a tool: promotes after a death, and brings the others back in order. */
final class Operator {
    private static final double MOST_PATIENCE_MILLIS = 900;

    private final World world;
    private long missedSince = -1;
    private long patience;
    private boolean switching;
    private boolean atRest;

    Operator(World world) {
        this.world = world;
        tend();
    }

    /** Looks after the cluster again and again; each thing that is not in order may have to wait for a later look. */
    private void tend() {
        if (!switching && !atRest) {
            VirtualServer source = world.source();
            if (source.serves()) {
                missedSince = -1;
                inOrder(source);
            } else {
                missed(source);
            }
        }
        world.timeline().in(world.dice().millis(40, 200), this::tend);
    }

    private void missed(VirtualServer source) {
        long now = world.timeline().now();
        if (missedSince < 0) {
            missedSince = now;
            patience = world.dice().millis(100, MOST_PATIENCE_MILLIS);
        } else if (now - missedSince > patience) {
            successor(source).ifPresent(this::promote);
        }
    }

    private void inOrder(VirtualServer source) {
        if (source.source != null && source.relay.isEmpty() && world.dice().chance(0.5)) {
            source.source = null;
        }
        if (source.readOnly && world.dice().chance(0.5)) {
            world.trace().say(() -> "the operator makes " + source + " writable");
            source.readOnly = false;
            world.disturbed();
        }
        for (VirtualServer other : world.servers()) {
            if (other != source
                    && other.serves()
                    && other.source != source
                    && world.dice().chance(0.4)) {
                world.trace().say(() -> "the operator lets " + other + " follow " + source);
                other.follow(source);
                world.disturbed();
            }
        }
    }

    /** Most often the replica that has received most. */
    private Optional<VirtualServer> successor(VirtualServer source) {
        List<VirtualServer> fit = world.servers().stream()
                .filter(it -> it != source && it.serves() && it.source == source && !it.isAheadOf(source))
                .toList();
        if (fit.isEmpty() || world.dice().chance(0.2)) {
            return fit.isEmpty() ? Optional.empty() : Optional.of(world.dice().oneOf(fit));
        }
        return fit.stream().max(Comparator.comparing(it -> it.history().size() + it.relay.size()));
    }

    /** What becomes of what was received and not applied is up to whoever promotes. */
    void promote(VirtualServer next) {
        next.receiverOn = false;
        int way = world.dice().below(4);
        if (way == 0) {
            next.relay.clear();
        } else if (way == 1) {
            next.apply(Integer.MAX_VALUE);
        } else {
            next.slowUntil = world.timeline().now() + world.dice().millis(1, 600);
        }
        if (next.relay.isEmpty()) {
            next.source = null;
        }
        next.readOnly = false;
        missedSince = -1;
        world.trace()
                .say(() -> "the operator promotes " + next
                        + (next.source == null ? "" : ", which still applies " + next.relay));
        world.promoted(next);
        world.disturbed();
        world.servers().stream()
                .filter(it -> it != next && it.serves() && it.readOnly)
                .forEach(it -> it.follow(next));
    }

    /** A planned change of roles. */
    void switchOver() {
        VirtualServer from = world.source();
        List<VirtualServer> fit = world.servers().stream()
                .filter(it -> it.serves() && it.source == from && !it.isAheadOf(from))
                .toList();
        if (switching || atRest || !from.serves() || from.readOnly || from.source != null || fit.isEmpty()) {
            return;
        }
        VirtualServer to = world.dice().oneOf(fit);
        world.trace().say(() -> "the operator begins to switch over from " + from + " to " + to);
        switching = true;
        from.readOnly = true;
        world.disturbed();
        boolean waits = world.dice().chance(0.8);
        long until = world.timeline().now() + world.dice().millis(100, 800);
        world.timeline().in(world.dice().millis(1, 50), () -> goOn(from, to, waits, until));
    }

    private void goOn(VirtualServer from, VirtualServer to, boolean waits, long until) {
        if (!switching) {
            return;
        }
        boolean complete = from.history().stream().allMatch(to::holds);
        if (to.serves() && to.source == from && (complete || !waits)) {
            switching = false;
            promote(to);
        } else if (!to.serves() || !from.serves() || world.timeline().now() > until) {
            world.trace().say(() -> "the operator gives the switchover up");
            switching = false;
        } else {
            world.timeline().in(world.dice().millis(1, 30), () -> goOn(from, to, waits, until));
        }
    }

    /** A tool that does not see the source, though it lives, promotes another one, and nobody makes the old one read-only. */
    void failOverWithoutFence() {
        if (!switching && !atRest && world.source().source == null) {
            successor(world.source()).ifPresent(this::promote);
        }
    }

    /** Everything is brought in order at once, and stays so. */
    void restoreAll() {
        atRest = true;
        switching = false;
        VirtualServer source = world.source();
        source.apply(Integer.MAX_VALUE);
        source.source = null;
        source.readOnly = false;
        world.servers().stream().filter(it -> it != source).forEach(it -> it.follow(source));
        world.trace().say(() -> "everything is in order, and " + source + " is the source");
        world.disturbed();
    }
}
