package io.github.understudy.internal.pool;

import io.github.understudy.topology.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** What the runtime says of names: its own resolver, with its cache, and its DNS client for SRV records. Thread-safe. */
public final class SystemNames implements NameLookup {
    private static final String SRV = "SRV";
    private static final String TIMEOUT_MILLIS = "1000";
    private static final String RETRIES = "2";

    private final String nameServers;

    /** Asks the name servers of the system, or those of JNDI's own property {@code java.naming.provider.url}. */
    public SystemNames() {
        this(System.getProperty(Context.PROVIDER_URL, ""));
    }

    /** @param nameServers such as {@code dns://10.0.0.2}; others than these are those of the system */
    public SystemNames(String nameServers) {
        this.nameServers = nameServers.startsWith("dns:") ? nameServers : "dns:";
    }

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    private record Server(int priority, int weight, Endpoint endpoint) {
        /** As a record has it: priority, weight, port, host. */
        static Server of(String text) {
            String[] parts = text.strip().split("\\s+");
            String host = parts[3].endsWith(".") ? parts[3].substring(0, parts[3].length() - 1) : parts[3];
            return new Server(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    new Endpoint(host, Integer.parseInt(parts[2])));
        }
    }

    /** A DNS context answers with texts and numbers, and makes no objects of them. */
    @Override
    @SuppressWarnings("BanJNDI")
    public List<Endpoint> service(String name) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, nameServers);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", RETRIES);
        InitialDirContext context = new InitialDirContext(environment);
        try {
            Attribute records = context.getAttributes(name, new String[] {SRV}).get(SRV);
            if (records == null) {
                throw new NamingException("there are no SRV records of this name");
            }
            return servers(records);
        } finally {
            context.close();
        }
    }

    private static List<Endpoint> servers(Attribute records) throws NamingException {
        List<Server> servers = new ArrayList<>();
        NamingEnumeration<?> each = records.getAll();
        while (each.hasMore()) {
            try {
                servers.add(Server.of(String.valueOf(each.next())));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw (NamingException)
                        new NamingException("an SRV record can't be read: " + e.getMessage()).initCause(e);
            }
        }
        servers.sort(Comparator.comparingInt(Server::priority)
                .thenComparing(Comparator.comparingInt(Server::weight).reversed()));
        return servers.stream().map(Server::endpoint).distinct().toList();
    }
}
