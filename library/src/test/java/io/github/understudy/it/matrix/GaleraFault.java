package io.github.understudy.it.matrix;

import static io.github.understudy.it.Connected.await;

import io.github.understudy.testkit.Galera;
import io.github.understudy.testkit.TestNode;
import java.time.Duration;

/** What can happen to a Galera cluster: the rows of its table. */
enum GaleraFault implements Fault {
    KILL("writer killed, back 3 s later", GaleraFault::isSmaller, stage -> {
        stage.writer().kill();
        stage.hold(Duration.ofSeconds(3));
        stage.writer().start();
    }),
    FREEZE("writer frozen for 6 s", GaleraFault::isSmaller, stage -> {
        stage.writer().freeze();
        stage.hold(Duration.ofSeconds(6));
        stage.writer().thaw();
        stage.cluster().galera().awaitWhole();
    }),
    CUT_WRITER("partition 2+1, the writer alone for 5 s", GaleraFault::isSmaller, stage -> {
        Galera galera = stage.cluster().galera();
        galera.isolate(stage.writer());
        stage.hold(Duration.ofSeconds(5));
        galera.rejoin(stage.writer());
        galera.awaitWhole();
    }),
    CUT_ALL("partition 1+1+1 for 5 s", NEVER, stage -> {
        Galera galera = stage.cluster().galera();
        stage.cluster().nodes().forEach(galera::isolate);
        stage.hold(Duration.ofSeconds(5));
        stage.cluster().nodes().forEach(galera::rejoin);
        galera.awaitWhole();
    }),
    DESYNC("writer desynced for 3 s", NEVER, stage -> {
        stage.cluster().galera().desync(stage.writer());
        stage.hold(Duration.ofSeconds(3));
        stage.cluster().galera().resync(stage.writer());
    }),
    RESTART("a reader restarted, catches up incrementally", NEVER, stage -> {
        stage.reader().shutdown();
        stage.hold(Duration.ofMillis(1500));
        stage.reader().start();
    }),
    DONOR("a reader lost with its data, takes all of it from a donor", GaleraFault::isSmaller, stage -> {
        stage.reader().kill();
        stage.hold(Duration.ofSeconds(3));
        stage.cluster().galera().startEmpty(stage.reader());
    }),
    TWO_PRIMARIES("writer cut off and made a cluster of its own by hand, then lost", GaleraFault::isSmaller, stage -> {
        Galera galera = stage.cluster().galera();
        galera.isolate(stage.writer());
        await().until(() -> isSmaller(stage));
        galera.bootstrapIsolated(stage.writer());
        stage.hold(Duration.ofSeconds(5));
        stage.writer().kill();
    });

    private final String title;
    private final Notice notice;
    private final Injection injection;

    GaleraFault(String title, Notice notice, Injection injection) {
        this.title = title;
        this.notice = notice;
        this.injection = injection;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Notice notice() {
        return notice;
    }

    @Override
    public boolean isSurvivable() {
        return true;
    }

    @Override
    public Injection injection() {
        return injection;
    }

    private static boolean isSmaller(Stage stage) {
        return size(stage.witness()) < stage.cluster().nodes().size();
    }

    /** How many nodes a node's component has, as it says. */
    private static int size(TestNode node) {
        return Integer.parseInt(String.valueOf(node.query("SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = 'wsrep_cluster_size'")));
    }
}
