package io.github.understudy.testkit.server;

/**
 * A host and a port.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

    /** {@code host:port}. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
