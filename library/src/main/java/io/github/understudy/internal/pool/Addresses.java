package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where names lead to. A name may lead to another server tomorrow, so the pools connect only to the address at which the
 * monitor has met the server; the monitor goes where the name leads now. Thread-safe.
 */
public final class Addresses {
    private final NameLookup lookup;
    private final Map<Endpoint, InetAddress> met = new ConcurrentHashMap<>();
    private final Set<Endpoint> doubted = ConcurrentHashMap.newKeySet();
    private volatile Map<Endpoint, String> names = Map.of();

    public Addresses(NameLookup lookup) {
        this.lookup = lookup;
    }

    /** What the addresses are called that one name has several of: certificates are made out to names. */
    public void called(Map<Endpoint, String> namesOfAddresses) {
        names = Map.copyOf(namesOfAddresses);
    }

    /** The name that belongs to an address, for who has something against it; the endpoint itself if there is none. */
    public Endpoint named(Endpoint endpoint) {
        String name = names.get(endpoint);
        return name == null ? endpoint : new Endpoint(name, endpoint.port());
    }

    /** Where the name leads now, several ways if there are any. */
    List<InetAddress> ways(Endpoint endpoint) throws UnknownHostException {
        return lookup.addresses(endpoint.host());
    }

    /** Where the server was met; null if the name was never followed. */
    @Nullable
    InetAddress metAt(Endpoint endpoint) {
        return met.get(endpoint);
    }

    /**
     * The server that is known by this endpoint answers at this address.
     *
     * @return true if it was another address before
     */
    public boolean meet(Endpoint endpoint, InetAddress address) {
        if (NameLookup.isAddress(endpoint.host())) {
            return false;
        }
        doubted.remove(endpoint);
        InetAddress before = met.put(endpoint, address);
        return before != null && !before.equals(address);
    }

    /** Looks where the name leads; if it does not lead to where the server was met, that is remembered. */
    public void check(Endpoint endpoint) throws UnknownHostException {
        InetAddress address = met.get(endpoint);
        if (address != null && !ways(endpoint).contains(address)) {
            doubted.add(endpoint);
        }
    }

    /** True if the name leads elsewhere than to where the server was met. */
    public boolean isDoubted(Endpoint endpoint) {
        return doubted.contains(endpoint);
    }

    /** Nobody is interested in these any more. */
    public void keepOnly(Set<Endpoint> endpoints) {
        met.keySet().retainAll(endpoints);
        doubted.retainAll(endpoints);
    }
}
