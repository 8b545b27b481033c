package io.github.understudy.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** An open port and the thread that accepts its connections. */
final class Listener implements Closeable {

    private static final int BACKLOG = 512;

    private static final long MILLIS_TO_END = 2_000;

    private final ServerSocket socket;
    private final Consumer<Socket> accepted;
    private final Thread thread;

    private Listener(ServerSocket socket, Consumer<Socket> accepted) {
        this.socket = socket;
        this.accepted = accepted;
        this.thread = Threads.daemon("understudy-proxy-" + socket.getLocalPort(), this::accept);
    }

    /** Opens the port; a port of 0 takes a free one. */
    static Listener open(InetSocketAddress at, Consumer<Socket> accepted) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(at, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot listen on " + at + ": " + e.getMessage(), e);
        }
        return new Listener(socket, accepted);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                accepted.accept(socket.accept());
            } catch (IOException e) {
                // Closed, or one connection that went away before it was accepted: the loop's condition tells which.
            }
        }
    }

    /** Closes the port. Waits for the thread: the kernel goes on listening as long as anybody is in {@code accept}. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join(MILLIS_TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
