package io.github.understudy.internal.monitor;

import io.github.understudy.internal.pool.NameLookup;
import io.github.understudy.topology.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.naming.NamingException;

/**
 * The servers that the user configured: as they are, or what the names stand for. A name that has several addresses of
 * one kind stands for several servers; services stand for the servers in their SRV records. What can't be looked up is
 * what it was the last time. Used by one thread at a time.
 */
public final class SeedSource {
    private static final String SERVICE = "_mysql._tcp.";

    private final List<Endpoint> hosts;
    private final List<String> services;
    private final NameLookup lookup;
    private final Map<String, List<Endpoint>> last = new HashMap<>();

    /** @param services names of services, with or without {@code _mysql._tcp.} before them */
    public SeedSource(List<Endpoint> hosts, List<String> services, NameLookup lookup) {
        this.hosts = hosts;
        this.services = services.stream()
                .map(name -> name.startsWith("_") ? name : SERVICE + name)
                .toList();
        this.lookup = lookup;
    }

    /**
     * What was found.
     *
     * @param names what those seeds are called that are one of several addresses of a name
     * @param problems what could not be looked up, and why
     */
    record Found(List<Endpoint> seeds, Map<Endpoint, String> names, List<String> problems) {}

    /** True if there is nothing to look up. */
    boolean isFixed() {
        return services.isEmpty() && hosts.stream().allMatch(host -> NameLookup.isAddress(host.host()));
    }

    /** Without looking anything up. */
    Found asGiven() {
        return new Found(hosts, Map.of(), List.of());
    }

    /** Looks all names up; may take a while. */
    Found look() {
        Set<Endpoint> seeds = new LinkedHashSet<>();
        Map<Endpoint, String> names = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Endpoint host : hosts) {
            List<Endpoint> found = serversOf(host);
            seeds.addAll(found);
            if (!found.equals(List.of(host))) {
                found.forEach(address -> names.put(address, host.host()));
            }
        }
        services.forEach(service -> seeds.addAll(serversOf(service, problems)));
        return new Found(List.copyOf(seeds), names, problems);
    }

    private List<Endpoint> serversOf(Endpoint host) {
        if (NameLookup.isAddress(host.host())) {
            return List.of(host);
        }
        try {
            List<InetAddress> all = lookup.addresses(host.host());
            int kind = all.get(0).getAddress().length;
            // One of each kind is one server that speaks both IPv4 and IPv6.
            List<Endpoint> found = all.stream()
                    .filter(address -> address.getAddress().length == kind)
                    .map(address -> new Endpoint(address.getHostAddress(), host.port()))
                    .distinct()
                    .sorted(Comparator.comparing(Endpoint::toString))
                    .toList();
            List<Endpoint> servers = found.size() == 1 ? List.of(host) : found;
            last.put(host.toString(), servers);
            return servers;
        } catch (UnknownHostException e) {
            // The probe says why it can't be reached.
            return last.getOrDefault(host.toString(), List.of(host));
        }
    }

    private List<Endpoint> serversOf(String service, List<String> problems) {
        try {
            List<Endpoint> servers = lookup.service(service);
            last.put(service, servers);
            return servers;
        } catch (NamingException | RuntimeException e) {
            problems.add("the SRV records of " + service + " can't be looked up: " + e.getMessage());
            return last.getOrDefault(service, List.of());
        }
    }
}
