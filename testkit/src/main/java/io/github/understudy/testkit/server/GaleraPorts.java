package io.github.understudy.testkit.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the nodes of a Galera cluster talk to each other. Immutable. */
final class GaleraPorts {
    private record Pair(int group, int transfer) {}

    private final Map<String, Pair> byName = new TreeMap<>();

    GaleraPorts(Ports ports, int nodes) {
        for (int i = 0; i < nodes; i++) {
            byName.put("n" + i, new Pair(ports.take(), ports.take()));
        }
    }

    int groupOf(String name) {
        return pair(name).group;
    }

    int transferOf(String name) {
        return pair(name).transfer;
    }

    private Pair pair(String name) {
        Pair pair = byName.get(name);
        if (pair == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        return pair;
    }

    /** All of them, as Galera wants it. */
    String peers() {
        return byName.values().stream().map(pair -> "127.0.0.1:" + pair.group).collect(Collectors.joining(","));
    }
}
