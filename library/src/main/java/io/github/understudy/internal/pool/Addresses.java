package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.NodeId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where names lead to. A name may lead to another server tomorrow, so a pool connects only to the address at which the
 * monitor has met its server, and nowhere while the name is another server's; the monitor goes where the name leads now.
 * Thread-safe.
 */
public final class Addresses {
    private final NameLookup lookup;
    private final Map<Endpoint, Meeting> met = new ConcurrentHashMap<>();
    private final Set<Endpoint> doubted = ConcurrentHashMap.newKeySet();
    private volatile Map<Endpoint, String> names = Map.of();

    private record Meeting(NodeId id, InetAddress address) {}

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

    /**
     * Where the server was met; null if nobody was met by this name yet.
     *
     * @throws UnknownHostException if another server was met by this name since
     */
    @Nullable
    InetAddress metAt(Endpoint endpoint, NodeId id) throws UnknownHostException {
        Meeting last = met.get(endpoint);
        if (last != null && !last.id.equals(id)) {
            throw new UnknownHostException(endpoint + " leads to the server " + last.id + " now, and not to " + id);
        }
        return last == null ? null : last.address;
    }

    /**
     * The server with this identity answers at this address when it is called by this name.
     *
     * @return true if the same one was met at another address before
     */
    public boolean meet(Endpoint endpoint, NodeId id, InetAddress address) {
        if (NameLookup.isAddress(endpoint.host())) {
            return false;
        }
        doubted.remove(endpoint);
        Meeting before = met.put(endpoint, new Meeting(id, address));
        return before != null && before.id.equals(id) && !before.address.equals(address);
    }

    /** Looks where the name leads; if it does not lead to where the server was met, that is remembered. */
    public void check(Endpoint endpoint) throws UnknownHostException {
        Meeting last = met.get(endpoint);
        if (last != null && !ways(endpoint).contains(last.address)) {
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
