package io.github.understudy.simulation;

import io.github.understudy.simulation.VirtualSession.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way between the application and the servers. */
final class Network {
    private static final double CONNECT_TIMEOUT_MILLIS = 300;

    /** How likely an exchange fails. */
    double faultRate;

    private final World world;
    private final List<VirtualSession> open = new ArrayList<>();

    Network(World world) {
        this.world = world;
    }

    long delay() {
        return world.dice().chance(0.05)
                ? world.dice().millis(1, 60)
                : world.dice().millis(0.1, 2);
    }

    Fault fault() {
        if (faultRate == 0 || !world.dice().chance(faultRate)) {
            return Fault.NONE;
        }
        world.disturbed();
        Fault[] faults = Fault.values();
        return faults[1 + world.dice().below(faults.length - 1)];
    }

    /** Opens a connection; null if that failed. */
    void connect(VirtualServer server, Consumer<@Nullable VirtualSession> then) {
        world.timeline().in(delay(), () -> {
            if (server.reachable && !server.frozen) {
                then.accept(server.alive ? new VirtualSession(world, server) : null);
            } else {
                world.timeline().in(world.dice().millis(50, CONNECT_TIMEOUT_MILLIS), () -> then.accept(null));
            }
        });
    }

    /** All connections to a server are cut, as the monitor does it. */
    void sever(VirtualServer server) {
        world.trace().say(() -> "all connections to " + server + " are cut");
        List.copyOf(open).stream().filter(it -> it.server == server).forEach(VirtualSession::lose);
    }

    void opened(VirtualSession session) {
        open.add(session);
    }

    void closed(VirtualSession session) {
        open.remove(session);
    }
}
