package io.github.understudy.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A proxy in front of a server that other servers talk to, and that tells them apart: each can be cut off by itself. Its
 * port is open whether the server lives or not. Safe for use by several threads.
 */
public final class PeerProxy implements AutoCloseable {
    private final Supplier<InetSocketAddress> target;
    private final IntFunction<String> callers;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Shaping undelayed = new Shaping();
    private final Listener listener;

    private PeerProxy(int port, Supplier<InetSocketAddress> target, IntFunction<String> callers) throws IOException {
        this.target = target;
        this.callers = callers;
        this.listener = Listener.open(new InetSocketAddress("127.0.0.1", port), this::accepted);
    }

    /**
     * Opens a proxy.
     *
     * @param port the port on 127.0.0.1 to listen on
     * @param target the server
     * @param callers from the port that a connection comes from to the name of who has made it
     * @throws UncheckedIOException if the port cannot be had
     */
    public static PeerProxy listen(int port, Supplier<InetSocketAddress> target, IntFunction<String> callers) {
        try {
            return new PeerProxy(port, target, callers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that others connect to. */
    public int port() {
        return listener.port();
    }

    /** Nothing passes between this caller and the server any more, in either direction; connections stay open. */
    public void cut(String caller) {
        gate(caller).set(false);
    }

    /** Ends {@link #cut}: what was on its way arrives. */
    public void mend(String caller) {
        gate(caller).set(true);
    }

    private Gate gate(String caller) {
        return gates.computeIfAbsent(caller, it -> new Gate());
    }

    private void accepted(Socket client) {
        Threads.daemon("understudy-peer-" + port(), () -> {
            Gate gate = gate(callers.apply(client.getPort()));
            ProxiedConnection connection = new ProxiedConnection(client, connections::remove);
            connections.add(connection);
            connection.run(target, gate, undelayed, undelayed);
        });
    }

    /** Closes the port and resets all connections. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            gates.values().forEach(gate -> gate.set(true));
            connections.forEach(connection -> connection.reset(gate("")));
        }
    }
}
