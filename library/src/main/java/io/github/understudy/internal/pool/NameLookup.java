package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.naming.NamingException;

/** What names stand for. Thread-safe; may wait for a name server. */
public interface NameLookup {

    /** The addresses of a host, one at least. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /**
     * The servers of a service, the preferred ones first.
     *
     * @param name of the SRV records
     */
    List<Endpoint> service(String name) throws NamingException;

    /** True if the text is an address itself, which nobody need look up. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("\\d+(\\.\\d+){3}");
    }
}
