package io.github.understudy.testkit;

import io.github.understudy.testkit.sql.Dialect;
import io.github.understudy.testkit.sql.ReplicaStatus;
import java.time.Duration;
import java.util.List;

/** Servers that replicate from a node of a Galera cluster without belonging to it. */
final class Followers {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final String WRITTEN = "SELECT @@gtid_binlog_pos";

    private final List<TestNode> all;
    private final TestNode source;
    private final Dialect dialect;

    Followers(List<TestNode> all, TestNode source, Dialect dialect) {
        this.all = all;
        this.source = source;
        this.dialect = dialect;
    }

    boolean has(TestNode node) {
        return all.contains(node);
    }

    void startAll() {
        Parallel.each(all, this::start);
    }

    /** Returns when it replicates, if its source lives. */
    void start(TestNode node) {
        node.launch(false);
        if (isFollowing(node)) {
            node.tell(dialect::start);
        } else {
            follow(node);
        }
        if (source.answers()) {
            Replication.awaitReplicating(node, dialect);
        }
    }

    private boolean isFollowing(TestNode node) {
        ReplicaStatus status = node.ask(dialect::status);
        return status.follows(source.advertised().host(), source.advertised().port());
    }

    private void follow(TestNode node) {
        Stubborn.tell(
                node,
                session -> dialect.follow(
                        session, source.advertised().host(), source.advertised().port()));
    }

    /** All run, follow as ordered, and have what their source has. */
    void restore() {
        all.forEach(node -> node.network().heal());
        all.forEach(TestNode::thaw);
        all.stream().filter(node -> !node.isRunning()).forEach(this::start);
        all.forEach(node -> {
            resume(node);
            String written = String.valueOf(source.query(WRITTEN));
            Patience.until(
                    node + " has caught up",
                    CATCH_UP,
                    () -> node.ask(session -> dialect.await(session, written, 1)) ? "" : "it has not yet");
        });
    }

    /** Without a delay, and connected anew where it was cut off. */
    private void resume(TestNode node) {
        Stubborn.tell(node, session -> dialect.delay(session, 0));
        Replication.awaitReplicating(node, dialect);
    }

    /** They have no data then, and are started with the rest. */
    void wipe() {
        Parallel.each(all, node -> {
            node.kill();
            node.wipe();
        });
    }
}
