package io.github.understudy.testkit.fault;

import java.io.IOException;
import java.net.Socket;

/** Ends sockets. */
final class Sockets {

    private Sockets() {}

    /** Closes with RST instead of FIN. */
    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Not open any more: nothing to reset.
        }
    }
}
