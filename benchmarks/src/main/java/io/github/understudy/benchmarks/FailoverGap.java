package io.github.understudy.benchmarks;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after a promotion the application writes again. Each round kills the source of three real servers, promotes
 * a replica, and takes the time from the moment when a client of the replica sees that it is writable to the end of the
 * first write through an {@link UnderstudyDataSource} with default settings. In the root directory of the project:
 *
 * <pre>{@code
 * mvn -q -Pbench -pl benchmarks -am -DskipTests package -Dbench.main=io.github.understudy.benchmarks.FailoverGap
 * }</pre>
 *
 * <p>Arguments ({@code -Dbench.args}): the servers, {@code mariadb} (default) or {@code mysql}; the number of rounds, 10
 * by default; the detection time, {@code 2s} by default.
 */
public final class FailoverGap {
    private static final long POLL_NANOS = 100_000;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Cluster cluster;
    private final UnderstudyDataSource source;

    private FailoverGap(Cluster cluster, UnderstudyDataSource source) {
        this.cluster = cluster;
        this.source = source;
    }

    /** What one round took, in milliseconds. */
    private record Round(double gap, double outage, int refused) {}

    public static void main(String[] arguments) throws SQLException {
        ServerFlavor flavor =
                ServerFlavor.valueOf(argument(arguments, 0, "mariadb").toUpperCase(Locale.ROOT));
        int rounds = Integer.parseInt(argument(arguments, 1, "10"));
        try (Cluster cluster = Cluster.of(flavor).replicas(2).start();
                UnderstudyDataSource source = UnderstudyDataSource.builder()
                        .url("jdbc:mysql://" + cluster.jdbcHosts() + "/" + cluster.database())
                        .user(cluster.user())
                        .password(cluster.password())
                        .property("understudy.detection-time", argument(arguments, 2, "2s"))
                        .build()) {
            cluster.source().execute("CREATE TABLE app.beat (id INT AUTO_INCREMENT PRIMARY KEY, round INT NOT NULL)");
            new FailoverGap(cluster, source).run(rounds);
        }
    }

    private static String argument(String[] arguments, int index, String otherwise) {
        return index < arguments.length && !arguments[index].isBlank() ? arguments[index] : otherwise;
    }

    private void run(int rounds) throws SQLException {
        double[] gaps = new double[rounds];
        double[] outages = new double[rounds];
        System.out.println("round  promotion visible -> first write   kill -> first write   writes refused");
        for (int i = 0; i < rounds; i++) {
            awaitKnownWell();
            Round round = round(i);
            gaps[i] = round.gap();
            outages[i] = round.outage();
            System.out.printf(
                    Locale.ROOT, "%5d %31.1f ms %18.1f ms %16d%n", i + 1, round.gap(), round.outage(), round.refused());
            cluster.restore();
        }
        System.out.printf(Locale.ROOT, "median %30.1f ms %18.1f ms%n", median(gaps), median(outages));
    }

    private Round round(int number) {
        AtomicInteger refused = new AtomicInteger();
        long killed = System.nanoTime();
        cluster.source().kill();
        TestNode next = cluster.bestReplica();
        // Begun after the kill, so that it can only be acknowledged by the new source.
        CompletableFuture<Long> written = CompletableFuture.supplyAsync(() -> firstWrite(number, refused));
        CompletableFuture<Long> visible = CompletableFuture.supplyAsync(() -> firstWritable(next));
        cluster.promote(next);
        return new Round(millis(visible.join(), written.join()), millis(killed, written.join()), refused.get());
    }

    /** When the first write was acknowledged. */
    private long firstWrite(int round, AtomicInteger refused) {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (true) {
            try (Connection connection = source.getConnection();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO beat (round) VALUES (?)")) {
                insert.setInt(1, round);
                insert.executeUpdate();
                return System.nanoTime();
            } catch (SQLException e) {
                refused.incrementAndGet();
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException("no write for a minute", e);
                }
            }
        }
    }

    /** When a client that does nothing but ask sees that the server takes writes. */
    private long firstWritable(TestNode node) {
        String url = "jdbc:mysql://" + node.address() + "/?user=" + cluster.user() + "&password=" + cluster.password();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet answer = statement.executeQuery("SELECT @@global.read_only")) {
                    answer.next();
                    if (!answer.getBoolean(1)) {
                        return System.nanoTime();
                    }
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("asking " + node + " failed", e);
        }
    }

    /** Waits until the data source knows all servers and the source, and has written there. */
    private void awaitKnownWell() throws SQLException {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (!isKnownWell()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        "the cluster is not well:\n" + source.topology().describe());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO beat (round) VALUES (-1)");
        }
    }

    private boolean isKnownWell() {
        Endpoint expected = Endpoint.parse(cluster.source().address());
        Node known = source.topology().sourceNode();
        long reachable =
                source.topology().nodes().stream().filter(Node::isReachable).count();
        return known != null
                && known.endpoint().equals(expected)
                && reachable == cluster.nodes().size();
    }

    private static double millis(long fromNanos, long toNanos) {
        return (toNanos - fromNanos) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
