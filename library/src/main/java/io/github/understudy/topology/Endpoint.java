package io.github.understudy.topology;

/**
 * Where a server can be reached. It is not the server's identity: two endpoints can lead to one node, and a node can
 * move to another endpoint.
 *
 * @param host a host name or an address, IPv6 without brackets, in lower case
 * @param port the TCP port, 1 to 65535
 */
public record Endpoint(String host, int port) {

    /** MySQL's and MariaDB's standard port, used where a text names none. */
    public static final int DEFAULT_PORT = 3306;

    /**
     * @throws IllegalArgumentException if the host is empty or has a character that no host has, or the port is out of
     *     range
     */
    public Endpoint {
        host = host.strip().toLowerCase(java.util.Locale.ROOT);
        if (!host.matches("[a-z0-9._:%-]+")) {
            throw new IllegalArgumentException("'" + host + "' is not a host name or address");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of host '" + host + "' is not between 1 and 65535");
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Endpoint parse(String text) {
        String trimmed = text.strip();
        int afterHost = trimmed.startsWith("[") ? trimmed.indexOf(']') + 1 : hostLength(trimmed);
        if (afterHost == 0) {
            throw new IllegalArgumentException("'" + text + "' is not a host or host:port");
        }
        String host = trimmed.startsWith("[") ? trimmed.substring(1, afterHost - 1) : trimmed.substring(0, afterHost);
        return new Endpoint(host, port(text, trimmed.substring(afterHost)));
    }

    private static int hostLength(String text) {
        int colon = text.indexOf(':');
        return colon < 0 || colon != text.lastIndexOf(':') ? text.length() : colon;
    }

    private static int port(String text, String tail) {
        if (tail.isEmpty()) {
            return DEFAULT_PORT;
        }
        try {
            if (tail.startsWith(":")) {
                return Integer.parseInt(tail.substring(1));
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the message below, which shows the whole text
        }
        throw new IllegalArgumentException("'" + text + "' is not a host or host:port");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
