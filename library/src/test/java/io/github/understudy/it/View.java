package io.github.understudy.it;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import io.github.understudy.topology.Node;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A client with a way of its own to each server: what it can reach, others need not reach, and the servers neither. */
final class View implements AutoCloseable {
    private final Map<TestNode, FaultProxy> ways = new LinkedHashMap<>();
    final Connected connected;

    View(Cluster cluster) {
        for (TestNode node : cluster.nodes()) {
            ways.put(node, FaultProxy.listen(0, new InetSocketAddress(node.host(), node.port())));
        }
        String hosts = ways.values().stream().map(View::address).collect(Collectors.joining(","));
        String map = cluster.nodes().stream()
                .map(node -> node.advertisedAddress() + "=" + address(ways.get(node)))
                .collect(Collectors.joining(","));
        UnderstudyBuilder builder = Connected.builder(cluster, hosts)
                .set(Setting.ADDRESS_MAP, map)
                .set(Setting.WAIT_TIMEOUT, Duration.ofSeconds(4));
        connected = Connected.to(cluster, builder);
    }

    private static String address(FaultProxy way) {
        return way.host() + ":" + way.port();
    }

    FaultProxy way(TestNode node) {
        return ways.get(node);
    }

    String address(TestNode node) {
        return address(way(node));
    }

    Node node(TestNode node) {
        return connected.dataSource.topology().nodes().stream()
                .filter(each -> each.endpoint().toString().equals(address(node)))
                .findFirst()
                .orElseThrow();
    }

    boolean writesTo(TestNode node) {
        Node source = connected.dataSource.topology().sourceNode();
        return source != null && source.endpoint().toString().equals(address(node));
    }

    @Override
    public void close() {
        connected.close();
        ways.values().forEach(FaultProxy::close);
    }
}
