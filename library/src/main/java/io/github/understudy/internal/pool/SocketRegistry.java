package io.github.understudy.internal.pool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The raw sockets of one node's connections. Closing the raw socket is the only thing that frees a thread which waits
 * in a driver for a server that no longer answers: {@code abort}, {@code close} and {@code cancel} wait for the same
 * lock or open a further connection. Thread-safe.
 */
public final class SocketRegistry {
    /**
     * Drivers make their socket factory by class name, in the thread that connects; this hands the registry over to it.
     * It is set only while {@link #opening} runs.
     */
    private static final ThreadLocal<@Nullable SocketRegistry> OPENING = new ThreadLocal<>();

    private static final Logger LOG = LoggerFactory.getLogger(SocketRegistry.class);

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final @Nullable SocketRegistry parent;
    private volatile boolean expired;
    private volatile @Nullable InetAddress way;
    private volatile @Nullable InetAddress last;

    /** For all connections of a node. */
    public SocketRegistry() {
        this(null);
    }

    /** For one connection attempt: its sockets are also among those of the node. */
    SocketRegistry(@Nullable SocketRegistry parent) {
        this.parent = parent;
    }

    /** Something that opens a connection. */
    public interface Opening<T> {
        T open() throws java.sql.SQLException;
    }

    /** Registers the sockets that are made by the drivers while this opens. */
    public <T> T opening(Opening<T> opening) throws java.sql.SQLException {
        OPENING.set(this);
        try {
            return opening.open();
        } finally {
            OPENING.remove();
        }
    }

    /** A socket of the registry that is opening in this thread; a plain one if none is. */
    static Socket newSocket() {
        SocketRegistry registry = OPENING.get();
        return registry == null ? new Socket() : registry.newTrackedSocket();
    }

    private Socket newTrackedSocket() {
        Socket socket = new TrackedSocket();
        for (SocketRegistry each = this; each != null; each = each.parent) {
            each.sockets.add(socket);
        }
        if (expired) {
            closeQuietly(socket);
        }
        return socket;
    }

    /** Closes every socket, and with it frees every thread that waits for one of them. Never blocks. */
    public int closeAll() {
        int closed = 0;
        for (Socket socket : sockets) {
            closeQuietly(socket);
            closed++;
        }
        return closed;
    }

    /** As {@link #closeAll}, and for sockets that are made later too: a slow name lookup may come before the socket. */
    void expire() {
        expired = true;
        closeAll();
    }

    /** How many sockets are open. */
    public int size() {
        return sockets.size();
    }

    private static void closeQuietly(Socket socket) {
        try {
            // Without lingering: an orderly end would wait for data that nobody takes.
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            LOG.trace("socket was closed already", alreadyClosed);
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a socket failed", e);
        }
    }

    /** Sockets that are made from now on connect to this address, whatever the driver takes the name for. */
    void goTo(InetAddress address) {
        way = address;
    }

    /** The address of the last socket that was connected; null if there was none. */
    public @Nullable InetAddress lastConnected() {
        return last;
    }

    private final class TrackedSocket extends Socket {
        @Override
        public void connect(SocketAddress driversChoice, int timeout) throws IOException {
            InetAddress ours = way;
            SocketAddress target = ours != null && driversChoice instanceof InetSocketAddress chosen
                    ? new InetSocketAddress(ours, chosen.getPort())
                    : driversChoice;
            super.connect(target, timeout);
            for (SocketRegistry each = SocketRegistry.this; each != null; each = each.parent) {
                each.last = getInetAddress();
            }
        }

        @Override
        public void close() throws IOException {
            for (SocketRegistry each = SocketRegistry.this; each != null; each = each.parent) {
                each.sockets.remove(this);
            }
            super.close();
        }
    }
}
