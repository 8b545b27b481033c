package io.github.understudy.testkit.server;

/** No server program of the wanted product was found. The message tells where was looked and what can be done. */
public class ServerNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message where was looked, and what to do */
    public ServerNotFoundException(String message) {
        super(message);
    }
}
