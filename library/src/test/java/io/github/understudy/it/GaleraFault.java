package io.github.understudy.it;

import static io.github.understudy.it.Connected.await;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.Galera;
import io.github.understudy.testkit.TestNode;
import java.util.concurrent.TimeUnit;

/** What can happen to a Galera cluster: the rows of its table. */
enum GaleraFault {
    KILL("writer killed, back 3 s later", true, (cluster, writer) -> {
        writer.kill();
        pause(3000);
        writer.start();
    }),
    FREEZE("writer frozen for 6 s", true, (cluster, writer) -> {
        writer.freeze();
        pause(6000);
        writer.thaw();
        cluster.galera().awaitWhole();
    }),
    CUT_WRITER("partition 2+1, the writer alone for 5 s", true, (cluster, writer) -> {
        cluster.galera().isolate(writer);
        pause(5000);
        cluster.galera().rejoin(writer);
        cluster.galera().awaitWhole();
    }),
    CUT_ALL("partition 1+1+1 for 5 s", false, (cluster, writer) -> {
        Galera galera = cluster.galera();
        cluster.nodes().forEach(galera::isolate);
        pause(5000);
        cluster.nodes().forEach(galera::rejoin);
        galera.awaitWhole();
    }),
    DESYNC("writer desynced for 3 s", false, (cluster, writer) -> {
        cluster.galera().desync(writer);
        pause(3000);
        cluster.galera().resync(writer);
    }),
    RESTART("a reader restarted, catches up incrementally", false, (cluster, writer) -> {
        TestNode reader = another(cluster, writer);
        reader.shutdown();
        pause(1500);
        reader.start();
    }),
    DONOR("a reader lost with its data, takes all of it from a donor", true, (cluster, writer) -> {
        TestNode reader = another(cluster, writer);
        reader.kill();
        pause(3000);
        cluster.galera().startEmpty(reader);
    }),
    TWO_PRIMARIES("writer cut off and made a cluster of its own by hand, then lost", true, (cluster, writer) -> {
        cluster.galera().isolate(writer);
        await().until(() -> size(another(cluster, writer)) == cluster.nodes().size() - 1);
        cluster.galera().bootstrapIsolated(writer);
        pause(5000);
        writer.kill();
    });

    private final String title;
    private final boolean excludes;
    private final Injection injection;

    GaleraFault(String title, boolean excludes, Injection injection) {
        this.title = title;
        this.excludes = excludes;
        this.injection = injection;
    }

    String title() {
        return title;
    }

    /** Whether the cluster goes on without a node: then the time until it says so is its own detection time. */
    boolean excludes() {
        return excludes;
    }

    /** Makes it happen and ends it. */
    void happen(Cluster cluster, TestNode writer) throws InterruptedException {
        injection.happen(cluster, writer);
    }

    static TestNode another(Cluster cluster, TestNode node) {
        return cluster.nodes().stream().filter(it -> it != node).findFirst().orElseThrow();
    }

    /** How many nodes a node's component has, as it says. */
    static int size(TestNode node) {
        return Integer.parseInt(String.valueOf(node.query("SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = 'wsrep_cluster_size'")));
    }

    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** One fault from its beginning to its end. */
    private interface Injection {
        void happen(Cluster cluster, TestNode writer) throws InterruptedException;
    }
}
