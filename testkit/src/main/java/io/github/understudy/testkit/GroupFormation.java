package io.github.understudy.testkit;

import io.github.understudy.testkit.sql.Session;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of a group of MySQL servers, and how they come together. */
final class GroupFormation implements Formation {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration JOIN = Duration.ofSeconds(60);
    private static final String START =
            "START GROUP_REPLICATION USER='" + Cluster.ADMIN + "', PASSWORD='" + Cluster.ADMIN + "'";
    private static final String MEMBERS =
            "SELECT member_id, member_state, member_role" + " FROM performance_schema.replication_group_members";

    private final List<TestNode> nodes;
    private final Group faults = new Group(this);

    GroupFormation(List<TestNode> nodes) {
        this.nodes = nodes;
        nodes.forEach(node -> node.belongsTo(this));
    }

    Group faults() {
        return faults;
    }

    List<TestNode> nodes() {
        return nodes;
    }

    @Override
    public TestNode source() {
        return nodes.get(0);
    }

    @Override
    public void startAll() {
        Parallel.each(nodes, node -> node.launch(false));
        begin(nodes.get(0));
        Parallel.each(nodes.subList(1, nodes.size()), this::join);
        awaitWhole();
    }

    /** One that finds no group to join begins it; it should be the one that has most. */
    @Override
    public void start(TestNode node) {
        node.launch(false);
        if (nodes.stream().noneMatch(this::isMember)) {
            begin(node);
        } else {
            join(node);
        }
    }

    private void begin(TestNode node) {
        ask(node, "SET GLOBAL group_replication_bootstrap_group = ON", START);
        ask(node, "SET GLOBAL group_replication_bootstrap_group = OFF");
        awaitOnline(node);
    }

    /** Until the group has expelled what the node was before, it refuses the node. */
    void join(TestNode node) {
        Patience.until(node + " joins", JOIN, () -> {
            try {
                if (!isMember(node)) {
                    ask(node, "SET GLOBAL offline_mode = OFF", "STOP GROUP_REPLICATION", START);
                }
                return "";
            } catch (ClusterException e) {
                return String.valueOf(e.getMessage());
            }
        });
        awaitOnline(node);
    }

    private void awaitOnline(TestNode node) {
        Patience.until(node + " is online", JOIN, () -> isMember(node) ? "" : "it is " + faults.state(node));
    }

    /** True if the node says that it is a member, and sees a majority. */
    private boolean isMember(TestNode node) {
        if (!node.answers() || !faults.state(node).equals("ONLINE")) {
            return false;
        }
        List<String> states =
                node.rows(MEMBERS).stream().map(row -> row.get("member_state")).toList();
        return 2 * states.stream().filter(state -> !"UNREACHABLE".equals(state)).count() > states.size();
    }

    TestNode anyMember() {
        return nodes.stream()
                .filter(this::isMember)
                .findFirst()
                .orElseThrow(() -> new ClusterException("no node is a member of a group: " + nodes));
    }

    String idOf(TestNode node) {
        return Objects.requireNonNullElse(node.query("SELECT @@server_uuid"), "");
    }

    void ask(TestNode node, String... statements) {
        node.ask(JOIN, (Session session) -> {
            for (String statement : statements) {
                session.execute(statement);
            }
            return true;
        });
    }

    void awaitWhole() {
        Set<String> ids = nodes.stream().map(this::idOf).collect(Collectors.toSet());
        nodes.forEach(node -> Patience.until(node + " sees all others", JOIN, () -> {
            Set<String> online = node.rows(MEMBERS).stream()
                    .filter(row -> "ONLINE".equals(row.get("member_state")))
                    .map(row -> String.valueOf(row.get("member_id")))
                    .collect(Collectors.toSet());
            return online.equals(ids) ? "" : "it sees " + online;
        }));
        awaitCaughtUp(JOIN);
    }

    @Override
    public void awaitCaughtUp(Duration atMost) {
        String all = Objects.requireNonNullElse(anyMember().query("SELECT @@gtid_executed"), "");
        nodes.stream()
                .filter(TestNode::answers)
                .forEach(node -> Patience.until(
                        node + " has caught up",
                        atMost,
                        () -> "1".equals(node.query("SELECT GTID_SUBSET('" + all + "', @@gtid_executed)"))
                                ? ""
                                : "not yet"));
    }

    @Override
    public void move(TestNode node) {
        throw new UnsupportedOperationException("a node of a group can't be moved");
    }

    @Override
    public void restore() {
        nodes.forEach(node -> node.network().heal());
        nodes.forEach(TestNode::rejoin);
        nodes.forEach(TestNode::thaw);
        try {
            repair();
        } catch (RuntimeException e) {
            log.info("rebuilding all nodes: {}", e.getMessage());
            rebuild();
        }
    }

    private void repair() {
        nodes.stream().filter(node -> !node.isRunning()).forEach(node -> node.launch(false));
        if (nodes.stream().noneMatch(this::isMember)) {
            throw new ClusterException("no node is a member of a group");
        }
        nodes.stream().filter(node -> !isMember(node)).forEach(this::join);
        awaitWhole();
        TestNode first = nodes.get(0);
        List<TestNode> primaries = faults.primaries(first);
        if (primaries.size() > 1) {
            faults.switchToSinglePrimary(first);
        } else if (!primaries.contains(first)) {
            faults.elect(first);
        }
    }

    private void rebuild() {
        Parallel.each(nodes, node -> {
            node.kill();
            node.wipe();
        });
        startAll();
    }
}
