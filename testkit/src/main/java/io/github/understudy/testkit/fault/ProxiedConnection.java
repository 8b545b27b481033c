package io.github.understudy.testkit.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One client's connection and the one to the server that belongs to it. */
final class ProxiedConnection {

    private final Socket client;
    private final Socket server = new Socket();
    private final Consumer<ProxiedConnection> ended;
    private final AtomicInteger open = new AtomicInteger(2);
    private volatile boolean serverLost;
    private volatile boolean halfOpen;
    private volatile boolean over;

    /** @param ended called, perhaps more than once, when the connection is over */
    ProxiedConnection(Socket client, Consumer<ProxiedConnection> ended) {
        this.client = client;
        this.ended = ended;
    }

    /** Carries data both ways until the connection is over. Blocks. */
    void run(Supplier<InetSocketAddress> target, Gate gate, Shaping toServer, Shaping toClient) {
        gate.pass(() -> over);
        if (over || !connect(target.get())) {
            reset(gate);
            return;
        }
        String name = Thread.currentThread().getName();
        Pump back = new Pump(server, client, gate, toClient, () -> over);
        Threads.daemon(name + "-back", () -> pump(back, gate));
        pump(new Pump(client, server, gate, toServer, () -> over), gate);
    }

    private boolean connect(InetSocketAddress target) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void pump(Pump pump, Gate gate) {
        try {
            pump.run();
            if (open.decrementAndGet() == 0) {
                close();
            }
        } catch (IOException e) {
            failed(gate);
        }
    }

    /** One direction broke. What the other side learns of it is subject to the fault in force, too. */
    private void failed(Gate gate) {
        gate.pass(() -> over);
        if (serverLost) {
            // The direction to the client ends in silence; the other one comes here when the client writes again.
            serverLost = false;
            return;
        }
        reset(gate);
    }

    /** The server's side is closed, and the client is not told. */
    void loseServer() {
        serverLost = true;
        halfOpen = true;
        close(server);
    }

    /** Whether the client does not know that the server's side is closed. */
    boolean isHalfOpen() {
        return halfOpen && !over;
    }

    /** Ends both sides with RST. */
    void reset(Gate gate) {
        over = true;
        Sockets.reset(client);
        Sockets.reset(server);
        gate.wake();
        ended.accept(this);
    }

    private void close() {
        over = true;
        close(client);
        close(server);
        ended.accept(this);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
