package io.github.understudy.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a data source holds while it is idle.
 *
 * @param threads live ones by name, without numbers
 * @param workers threads of the monitor, as many as it happened to need at once
 * @param sessions of the application on each server, as the servers see them
 * @param sockets of this process to the servers
 * @param objects of the library, the pools and the drivers that a leak would leave, after a garbage collection
 * @param heap used bytes after a garbage collection
 */
record Footprint(
        Map<String, Long> threads,
        long workers,
        Map<String, Integer> sessions,
        long sockets,
        Map<String, Long> objects,
        long heap) {
    /** Of the test and its tools; and HikariCP's that come and go: a pool that is left has a housekeeper, too. */
    private static final Pattern OTHERS = Pattern.compile("understudy-proxy.*|pool-#-thread-#|ForkJoin.*|awaitility.*"
            + "|surefire.*|Common-Cleaner|Attach.*|process reaper.*|.*:connection-(adder|closer)");

    private static final String WORKERS = "understudy-understudy-worker-#";

    private static final Pattern COUNTED = Pattern.compile("io\\.github\\.understudy\\.internal\\.pool\\.[\\w$]+"
            + "|com\\.zaxxer\\.hikari\\.(HikariDataSource|pool\\.(HikariPool|PoolEntry))"
            + "|com\\.mysql\\.cj\\.jdbc\\.ConnectionImpl|org\\.mariadb\\.jdbc\\.Connection");

    private static final Pattern HISTOGRAM_LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final int REMOTE_ADDRESS = 2;
    private static final int INODE = 9;
    private static final int COLLECTIONS = 4;

    static Footprint of(Cluster cluster) {
        Map<String, Long> objects = objectsNow();
        return new Footprint(threadsNow(), workersNow(), sessionsOn(cluster), socketsTo(cluster), objects, heapNow());
    }

    private static Map<String, Long> threadsNow() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("\\d+", "#"))
                .filter(name -> !OTHERS.matcher(name).matches() && !name.equals(WORKERS))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    private static long workersNow() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().replaceAll("\\d+", "#").equals(WORKERS))
                .count();
    }

    static Map<String, Integer> sessionsOn(Cluster cluster) {
        Map<String, Integer> sessions = new TreeMap<>();
        for (TestNode node : cluster.nodes()) {
            String count = node.query(
                    "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '" + cluster.user() + "'");
            sessions.put("node " + node.index(), Integer.valueOf(String.valueOf(count)));
        }
        return sessions;
    }

    /** As Linux knows them; 0 elsewhere. */
    private static long socketsTo(Cluster cluster) {
        Set<Integer> ports = cluster.nodes().stream().map(TestNode::port).collect(Collectors.toSet());
        Set<String> mine = ownSockets();
        return Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(Footprint::lines)
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(it -> it.length > INODE && mine.contains(it[INODE]) && ports.contains(port(it[REMOTE_ADDRESS])))
                .count();
    }

    private static int port(String address) {
        String hex = address.substring(address.indexOf(':') + 1);
        return hex.matches("[0-9A-F]{4}") ? Integer.parseInt(hex, 16) : -1;
    }

    private static Set<String> ownSockets() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.map(Footprint::target)
                    .map(SOCKET::matcher)
                    .filter(Matcher::matches)
                    .map(it -> it.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    /** By class; the histogram of the JVM counts what a garbage collection leaves. */
    private static Map<String, Long> objectsNow() {
        Map<String, Long> objects = new TreeMap<>();
        String histogram;
        try {
            histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError("this JVM tells nothing about its objects", e);
        }
        histogram.lines().map(HISTOGRAM_LINE::matcher).filter(Matcher::matches).forEach(it -> {
            String type = it.group(2);
            if (COUNTED.matcher(type).matches()) {
                objects.put(type, Long.valueOf(it.group(1)));
            }
        });
        return objects;
    }

    /** The least of several collections: soft references and cleaners need more than one. */
    private static long heapNow() {
        return IntStream.range(0, COLLECTIONS)
                .mapToLong(i -> {
                    System.gc();
                    return ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                })
                .min()
                .orElseThrow();
    }

    /** The same but for the heap, of which nobody knows when it is at rest. */
    boolean isLike(Footprint other) {
        return threads.equals(other.threads)
                && sessions.equals(other.sessions)
                && sockets == other.sockets
                && other.leakedSince(this).isEmpty();
    }

    /** How many objects there are more than before; what an earlier test has left may have gone meanwhile. */
    Map<String, Long> leakedSince(Footprint before) {
        Map<String, Long> leaked = new TreeMap<>();
        objects.forEach((kind, count) -> {
            long more = count - before.objects.getOrDefault(kind, 0L);
            if (more > 0) {
                leaked.put(kind, more);
            }
        });
        return leaked;
    }

    @Override
    public String toString() {
        return "threads " + threads + " + " + workers + " workers\nsessions " + sessions + ", sockets " + sockets
                + ", heap " + heap / 1024 + " KiB\nobjects " + objects;
    }
}
