package io.github.understudy.testkit;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of a Galera cluster, how they come together, and who follows them. */
final class GaleraFormation implements Formation {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration SYNC = Duration.ofSeconds(60);
    private static final String STATUS = "SHOW GLOBAL STATUS WHERE variable_name IN ('wsrep_cluster_status',"
            + " 'wsrep_local_state', 'wsrep_cluster_size', 'wsrep_ready')";

    private final List<TestNode> nodes;
    private final Followers followers;
    private final Galera faults = new Galera(this);

    GaleraFormation(List<TestNode> all, ClusterSettings settings) {
        int members = all.size() - settings.followers();
        this.nodes = all.subList(0, members);
        this.followers = new Followers(
                all.subList(members, all.size()),
                nodes.get(0),
                settings.flavor().dialect());
        all.forEach(node -> node.belongsTo(this));
    }

    Galera faults() {
        return faults;
    }

    @Override
    public TestNode source() {
        return nodes.get(0);
    }

    /** One after the other: two that join at once take longer. */
    @Override
    public void startAll() {
        nodes.get(0).launch(true);
        awaitSynced(nodes.get(0), 1);
        for (TestNode node : nodes.subList(1, nodes.size())) {
            node.launch(false);
            awaitSynced(node, node.index() + 1);
        }
        followers.startAll();
    }

    /** The first of them begins the cluster; it should be the one that has most. */
    @Override
    public void start(TestNode node) {
        if (followers.has(node)) {
            followers.start(node);
            return;
        }
        long others = nodes.stream().filter(TestNode::isRunning).count();
        node.launch(others == 0);
        awaitSynced(node, 1);
    }

    /** Starts all nodes after all have died. */
    void startFromMostAdvanced() {
        List<TestNode> order = nodes.stream()
                .sorted(Comparator.comparingLong(TestNode::position).reversed())
                .toList();
        order.forEach(this::start);
        awaitWhole();
    }

    @Override
    public void move(TestNode node) {
        throw new UnsupportedOperationException("a node of a Galera cluster can't be moved");
    }

    /** Waits until the node is a full member of a cluster that has at least so many. */
    private static void awaitSynced(TestNode node, int size) {
        Patience.until(node + " is synced", SYNC, () -> {
            try {
                return obstacle(node, size);
            } catch (ClusterException e) {
                return String.valueOf(e.getMessage());
            }
        });
    }

    private static String obstacle(TestNode node, int size) {
        String status = String.join(
                " ",
                node.rows(STATUS).stream()
                        .map(row -> row.get("Variable_name") + "=" + row.get("Value"))
                        .toList());
        boolean synced = status.contains("wsrep_cluster_status=Primary")
                && status.contains("wsrep_local_state=4")
                && status.contains("wsrep_ready=ON");
        String found = status.replaceAll(".*wsrep_cluster_size=(\\d+).*", "$1");
        return synced && Integer.parseInt(found) >= size ? "" : status;
    }

    void awaitWhole() {
        nodes.forEach(node -> awaitSynced(node, nodes.size()));
    }

    @Override
    public void awaitCaughtUp(Duration atMost) {
        List<TestNode> live = nodes.stream().filter(TestNode::answers).toList();
        long all = live.stream().mapToLong(GaleraFormation::committed).max().orElse(0);
        live.forEach(node -> Patience.until(
                node + " has caught up", atMost, () -> committed(node) >= all ? "" : "it has " + committed(node)));
    }

    private static long committed(TestNode node) {
        return Long.parseLong(String.valueOf(node.query("SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = 'wsrep_last_committed'")));
    }

    @Override
    public void restore() {
        nodes.forEach(node -> node.network().heal());
        nodes.forEach(TestNode::thaw);
        try {
            faults.undo();
            if (nodes.stream().noneMatch(TestNode::isRunning)) {
                startFromMostAdvanced();
            }
            nodes.stream().filter(node -> !node.isRunning()).forEach(this::start);
            awaitWhole();
            followers.restore();
        } catch (RuntimeException e) {
            log.info("rebuilding all nodes: {}", e.getMessage());
            rebuild();
        }
    }

    private void rebuild() {
        followers.wipe();
        Parallel.each(nodes, node -> {
            node.kill();
            node.wipe();
        });
        startAll();
    }

    /** Those that belong to the cluster. */
    List<TestNode> nodes() {
        return nodes;
    }
}
