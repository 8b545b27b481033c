package io.github.understudy.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;

/** Lets a COMMIT that is noted in the ledger get lost on its way, or its answer. */
final class LossAtCommit {
    static final String NOTED = "SELECT COUNT(*) FROM app.understudy_ledger";

    /** Long enough for a busy machine to act between the note and the COMMIT after it. */
    private static final Duration ONE_WAY = Duration.ofMillis(300);

    /** For data sources of these tests: the delay must not be taken for death. */
    static final String DETECTION_TIME = "10s";

    private final Cluster cluster;
    private final Connected connected;

    LossAtCommit(Cluster cluster, Connected connected) {
        this.cluster = cluster;
        this.connected = connected;
    }

    /** What commits. */
    interface Commit {
        void run() throws SQLException;
    }

    /** COMMIT is on its way when the server falls asleep; it is killed before it wakes up, and another one is promoted. */
    Future<?> onItsWay(Commit commit) throws Exception {
        TestNode source = cluster.source();
        // So that the note is seen while COMMIT is still on its way.
        source.execute("SET GLOBAL TRANSACTION ISOLATION LEVEL READ UNCOMMITTED");
        Future<?> committing = slowly(source, commit);
        source.freeze();
        Thread.sleep(ONE_WAY.toMillis() * 3);
        source.kill();
        source.network().heal();
        cluster.promote(cluster.bestReplica());
        return committing;
    }

    /** The server gets COMMIT, and its answer does not come back. */
    Future<?> ofItsAnswer(Commit commit) {
        TestNode source = cluster.source();
        Future<?> committing = slowly(source, commit);
        source.network().reset();
        source.network().heal();
        return committing;
    }

    /** Returns as soon as the note is seen. COMMIT is still on its way then. */
    Future<?> slowly(TestNode source, Commit commit) {
        source.network().delay(ONE_WAY);
        Future<?> committing = connected.inBackground(() -> {
            commit.run();
            return null;
        });
        Connected.await().until(() -> source.query(NOTED).equals("1"));
        return committing;
    }
}
