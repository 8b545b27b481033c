package io.github.understudy.simulation;

/** What goes wrong, and by whom. */
final class Disturbances {
    private final World world;
    private final Operator operator;
    private final VirtualMonitor monitor;
    private final double usualFaults;
    private boolean over;

    Disturbances(World world, Operator operator, VirtualMonitor monitor) {
        this.world = world;
        this.monitor = monitor;
        this.operator = operator;
        this.usualFaults = world.dice().chance(0.3) ? 0 : world.dice().millis(0, 40) / 1e9;
        world.network().faultRate = usualFaults;
        world.afterCommit(this::committed);
        next();
    }

    /** The worst moment: a server dies before its answer is out, and its replicas have received and not applied it. */
    private void committed(VirtualServer server) {
        if (over || !world.dice().chance(0.004)) {
            return;
        }
        for (VirtualServer replica : world.servers()) {
            if (replica.source == server && replica.serves() && world.dice().chance(0.8)) {
                replica.receive();
                slow(replica);
            }
        }
        world.timeline().in(0, () -> kill(server));
    }

    private void next() {
        world.timeline().in(world.dice().millis(100, 1200), () -> {
            if (!over) {
                happen();
                next();
            }
        });
    }

    private void happen() {
        VirtualServer any =
                world.dice().chance(0.5) ? world.source() : world.dice().oneOf(world.servers());
        switch (world.dice().below(15)) {
            case 0, 1, 2 -> kill(any);
            case 3, 4 -> freeze(any);
            case 5, 6 -> cutOff(any);
            case 7, 8, 9 -> operator.switchOver();
            case 10 -> operator.failOverWithoutFence();
            case 11 -> world.servers().forEach(this::kill);
            case 12 -> badNetwork();
            case 13 -> monitorSleeps();
            default -> slow(any);
        }
    }

    private void kill(VirtualServer server) {
        if (!server.alive) {
            return;
        }
        world.trace().say(() -> server + " dies");
        server.die();
        world.disturbed();
        later(80, 2500, () -> restart(server));
    }

    private void restart(VirtualServer server) {
        server.alive = true;
        if (server == world.source()) {
            server.readOnly = world.dice().chance(0.5);
        } else if (!server.readOnly) {
            server.readOnly = world.dice().chance(0.6);
        }
        world.trace().say(() -> server + " is back, " + (server.readOnly ? "read-only" : "writable"));
        world.disturbed();
    }

    private void freeze(VirtualServer server) {
        if (!server.serves()) {
            return;
        }
        world.trace().say(() -> server + " hangs");
        server.frozen = true;
        world.disturbed();
        later(80, 1500, () -> {
            if (server.frozen) {
                world.trace().say(() -> server + " goes on");
                world.disturbed();
                server.thaw();
            }
        });
    }

    private void cutOff(VirtualServer server) {
        if (!server.reachable) {
            return;
        }
        world.trace().say(() -> server + " can't be reached by the application");
        server.reachable = false;
        world.disturbed();
        later(80, 2000, () -> {
            world.trace().say(() -> server + " can be reached again");
            server.reachable = true;
            world.disturbed();
        });
    }

    private void badNetwork() {
        world.trace().say(() -> "the network gets bad");
        world.network().faultRate = 0.25;
        world.disturbed();
        later(50, 600, () -> world.network().faultRate = usualFaults);
    }

    private void monitorSleeps() {
        long time = world.dice().millis(300, 1600);
        world.trace().say(() -> "the monitor gets no time for " + time / 1_000_000 + " ms");
        monitor.sleep(time);
        world.disturbed();
        world.timeline().in(time, world::disturbed);
    }

    private void slow(VirtualServer server) {
        world.trace().say(() -> server + " applies nothing for a while");
        server.slowUntil = world.timeline().now() + world.dice().millis(100, 1500);
    }

    private void later(double least, double most, Runnable what) {
        world.timeline().in(world.dice().millis(least, most), () -> {
            if (!over) {
                what.run();
            }
        });
    }

    /** From now on nothing goes wrong any more, and what had is mended. */
    void end() {
        over = true;
        world.network().faultRate = 0;
        for (VirtualServer server : world.servers()) {
            server.alive = true;
            server.slowUntil = 0;
            server.reachable = true;
            server.thaw();
        }
        operator.restoreAll();
    }
}
