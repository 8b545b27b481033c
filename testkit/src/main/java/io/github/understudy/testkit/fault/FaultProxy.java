package io.github.understudy.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on the loopback interface that stands in front of one server and can behave like a broken network.
 *
 * <p>Faults act on connections that exist and on new ones. {@link #refuse()}, {@link #reset()}, {@link #blackHole()} and
 * {@link #halfOpen()} replace one another; {@link #delay(Duration)} and {@link #bandwidth(long)} combine with each other
 * and with those. {@link #heal()} ends all of them. The port stays the same for the proxy's life.
 *
 * <p>Safe for use by several threads. A call returns when the fault is in force; none waits for a peer.
 */
public final class FaultProxy implements AutoCloseable {

    private enum Fault {
        NONE,
        REFUSE,
        RESET,
        BLACK_HOLE,
        HALF_OPEN;

        boolean silent() {
            return this == BLACK_HOLE || this == HALF_OPEN;
        }
    }

    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();
    private final Shaping toServer = new Shaping();
    private final Shaping toClient = new Shaping();
    private final String host;
    private final int port;

    private final ReentrantLock changing = new ReentrantLock();
    private volatile Fault fault = Fault.NONE;
    private volatile InetSocketAddress target;
    private boolean targetUp = true;
    private boolean closed;
    private @Nullable Listener listener;

    private FaultProxy(String host, int port, InetSocketAddress target) throws IOException {
        this.host = host;
        this.target = target;
        Listener first = Listener.open(new InetSocketAddress(host, port), this::accepted);
        this.listener = first;
        this.port = first.port();
    }

    /**
     * Opens a proxy.
     *
     * @param port the port on 127.0.0.1 to listen on; 0: a free one
     * @param target the server behind the proxy; need not be up
     * @throws UncheckedIOException if the port cannot be had
     */
    public static FaultProxy listen(int port, InetSocketAddress target) {
        return listen("127.0.0.1", port, target);
    }

    /**
     * Opens a proxy on another loopback address, such as 127.0.0.2: several addresses can have the same port then, as
     * hosts do. Linux has all of 127.0.0.0/8; elsewhere an address must be added to the interface first.
     *
     * @param host an address of this machine
     * @param port the port to listen on; 0: a free one
     * @param target the server behind the proxy; need not be up
     * @throws UncheckedIOException if the address or the port cannot be had
     */
    public static FaultProxy listen(String host, int port, InetSocketAddress target) {
        try {
            return new FaultProxy(host, port, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The host that clients connect to: 127.0.0.1 if no other was asked for. */
    public String host() {
        return host;
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** Number of connections that pass through the proxy or are held by it. */
    public int connections() {
        return connections.size();
    }

    /** Number of connections whose clients do not know yet that {@link #halfOpen()} has closed the server's side. */
    public int halfOpenConnections() {
        return (int) connections.stream().filter(ProxiedConnection::isHalfOpen).count();
    }

    /** New connections get "connection refused" from the operating system, existing ones are reset. */
    public void refuse() {
        change(Fault.REFUSE);
    }

    /** Existing connections are reset (RST), new ones right after they have been accepted. */
    public void reset() {
        change(Fault.RESET);
    }

    /**
     * Connections stay open and nothing passes, in either direction: neither data nor the end of a connection. New ones
     * are accepted and hear nothing. After {@link #heal()} all go on where they were.
     */
    public void blackHole() {
        change(Fault.BLACK_HOLE);
    }

    /**
     * The server's sides of existing connections are closed, and clients are not told: they wait for ever. New
     * connections are accepted and hear nothing. After {@link #heal()} a client that writes into such a connection gets
     * a reset, as from a host that came back; connections accepted meanwhile go on normally.
     */
    public void halfOpen() {
        change(Fault.HALF_OPEN);
    }

    /**
     * Data arrives this much later, in each direction: a round trip takes twice as much longer.
     *
     * @param delay zero: none
     * @throws IllegalArgumentException if the delay is negative
     */
    public void delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("negative delay: " + delay);
        }
        toServer.delay(delay);
        toClient.delay(delay);
    }

    /**
     * Limits what passes in each direction, over all connections together.
     *
     * @param bytesPerSecond more than 0; {@link Long#MAX_VALUE}: no limit
     * @throws IllegalArgumentException if it is not positive
     */
    public void bandwidth(long bytesPerSecond) {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException("bandwidth must be positive: " + bytesPerSecond);
        }
        toServer.bandwidth(bytesPerSecond);
        toClient.bandwidth(bytesPerSecond);
    }

    /** Ends all faults. Connections that were in a black hole go on if both sides still have them. */
    public void heal() {
        toServer.none();
        toClient.none();
        change(Fault.NONE);
    }

    /** Whether no fault is in force. */
    public boolean isHealthy() {
        return fault == Fault.NONE && toServer.isNone();
    }

    /**
     * The server has gone: the port is closed and connections are reset, as the operating system of a host does where a
     * process has died. A black hole in force hides it until {@link #heal()}.
     */
    public void targetDown() {
        changing.lock();
        try {
            targetUp = false;
            apply();
        } finally {
            changing.unlock();
        }
    }

    /**
     * The server is there, perhaps at another address.
     *
     * @param target where new connections lead
     * @throws UncheckedIOException if the port cannot be opened again
     */
    public void targetUp(InetSocketAddress target) {
        changing.lock();
        try {
            this.target = target;
            targetUp = true;
            apply();
        } finally {
            changing.unlock();
        }
    }

    /** Closes the port and resets all connections; the proxy is of no further use. */
    @Override
    public void close() {
        changing.lock();
        try {
            closed = true;
            apply();
        } finally {
            changing.unlock();
        }
    }

    private void change(Fault next) {
        changing.lock();
        try {
            fault = next;
            apply();
        } finally {
            changing.unlock();
        }
    }

    private void apply() {
        boolean listens = !closed && (fault.silent() || (targetUp && fault != Fault.REFUSE));
        boolean carries = listens && fault != Fault.RESET;
        if (!listens) {
            stopListening();
        }
        if (!carries) {
            connections.forEach(connection -> connection.reset(gate));
        } else if (fault == Fault.HALF_OPEN) {
            connections.forEach(ProxiedConnection::loseServer);
        }
        gate.set(!fault.silent());
        if (listens) {
            startListening();
        }
    }

    private void startListening() {
        try {
            if (listener == null) {
                listener = Listener.open(new InetSocketAddress(host, port), this::accepted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopListening() {
        try {
            if (listener != null) {
                listener.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            listener = null;
        }
    }

    private void accepted(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, connections::remove);
        connections.add(connection);
        if (fault == Fault.RESET || fault == Fault.REFUSE) {
            connection.reset(gate);
            return;
        }
        String name = "understudy-proxy-" + port + "-connection";
        Threads.daemon(name, () -> connection.run(this::target, gate, toServer, toClient));
    }

    private InetSocketAddress target() {
        return target;
    }
}
