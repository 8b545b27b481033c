package io.github.understudy.testkit.server;

import io.github.understudy.testkit.fault.PeerProxy;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The ways on which the servers of a group talk to each other. Safe for use by several threads. */
final class GroupNetwork implements AutoCloseable {
    private final Map<String, PeerProxy> proxies = new TreeMap<>();
    private final Map<String, ProcessNode> nodes = new ConcurrentHashMap<>();

    GroupNetwork(Ports ports, int nodes) {
        for (int i = 0; i < nodes; i++) {
            String name = ProcessHost.name(i);
            proxies.put(name, PeerProxy.listen(ports.take(), () -> target(name), this::owner));
        }
    }

    /** A server that belongs to it from now on. */
    void add(String name, ProcessNode node) {
        nodes.put(name, node);
    }

    private InetSocketAddress target(String name) {
        ProcessNode node = nodes.get(name);
        return new InetSocketAddress(
                "127.0.0.1", node == null ? 0 : node.direct().port());
    }

    private String owner(int port) {
        return nodes.entrySet().stream()
                .filter(node -> SocketOwners.has(node.getValue().pid(), port))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** Where the others reach a server. */
    Address addressOf(String name) {
        PeerProxy proxy = proxies.get(name);
        if (proxy == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        return new Address("127.0.0.1", proxy.port());
    }

    /** All of them, as Group Replication wants it. */
    String seeds() {
        return proxies.keySet().stream().map(name -> addressOf(name).toString()).collect(Collectors.joining(","));
    }

    /** Nothing passes between this server and any other one. */
    void isolate(String name) {
        proxies.forEach((other, proxy) -> {
            if (other.equals(name)) {
                proxies.keySet().stream().filter(peer -> !peer.equals(name)).forEach(proxy::cut);
            } else {
                proxy.cut(name);
            }
        });
    }

    /** Ends {@link #isolate} of all servers. */
    void mend() {
        proxies.values().forEach(proxy -> proxies.keySet().forEach(proxy::mend));
    }

    @Override
    public void close() {
        proxies.values().forEach(PeerProxy::close);
    }
}
