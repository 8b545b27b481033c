package io.github.understudy.it.matrix;

import io.github.understudy.testkit.Group;
import java.time.Duration;

/** What can happen to a group of MySQL servers (Group Replication): the rows of its table. */
enum GroupFault implements Fault {
    KILL("primary killed, back 3 s later", GroupFault::hasAnotherPrimary, stage -> {
        stage.writer().kill();
        stage.hold(Duration.ofSeconds(3));
        stage.writer().start();
    }),
    FREEZE("primary frozen for 3 s, not expelled", NEVER, stage -> {
        stage.writer().freeze();
        stage.hold(Duration.ofSeconds(3));
        stage.writer().thaw();
    }),
    EXPEL("primary frozen for 12 s, expelled, back by itself", GroupFault::hasAnotherPrimary, stage -> {
        stage.writer().freeze();
        stage.hold(Duration.ofSeconds(12));
        stage.writer().thaw();
        stage.cluster().group().awaitWhole();
    }),
    EXPEL_READER("a secondary frozen for 12 s, expelled, back by itself", GroupFault::isSmaller, stage -> {
        stage.reader().freeze();
        stage.hold(Duration.ofSeconds(12));
        stage.reader().thaw();
        stage.cluster().group().awaitWhole();
    }),
    CUT_PRIMARY("partition 2+1, the primary alone for 12 s", GroupFault::hasAnotherPrimary, stage -> {
        stage.cluster().group().isolate(stage.writer());
        stage.hold(Duration.ofSeconds(12));
        stage.cluster().group().mend();
        stage.cluster().group().awaitWhole();
    }),
    CUT_ALL("partition 1+1+1 for 8 s", NEVER, stage -> {
        Group group = stage.cluster().group();
        stage.cluster().nodes().forEach(group::isolate);
        stage.hold(Duration.ofSeconds(8));
        group.mend();
        group.awaitWhole();
    }),
    SHUTDOWN("primary shut down cleanly, back 2 s later", GroupFault::hasAnotherPrimary, stage -> {
        stage.writer().shutdown();
        stage.hold(Duration.ofSeconds(2));
        stage.writer().start();
    }),
    ELECT(
            "another primary elected by hand",
            NEVER,
            stage -> stage.cluster().group().elect(stage.reader())),
    MULTI("switch to several primaries, and 3 s later to another single one", NEVER, stage -> {
        stage.cluster().group().switchToMultiPrimary();
        stage.hold(Duration.ofSeconds(3));
        stage.cluster().group().switchToSinglePrimary(stage.reader());
    }),
    SECONDARY("a secondary killed, recovers from another member 3 s later", GroupFault::isSmaller, stage -> {
        stage.reader().kill();
        stage.hold(Duration.ofSeconds(3));
        stage.reader().start();
    });

    private final String title;
    private final Notice notice;
    private final Injection injection;

    GroupFault(String title, Notice notice, Injection injection) {
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

    /** As the witness says: the old one may be about to end. */
    private static boolean hasAnotherPrimary(Stage stage) {
        return stage
                .witness()
                .rows("SELECT CONCAT(member_host, ':', member_port) AS address"
                        + " FROM performance_schema.replication_group_members"
                        + " WHERE member_role = 'PRIMARY' AND member_state = 'ONLINE'")
                .stream()
                .map(row -> row.get("address"))
                .anyMatch(address -> !stage.writer().advertisedAddress().equals(address));
    }

    private static boolean isSmaller(Stage stage) {
        String members = stage.witness().query("SELECT COUNT(*) FROM performance_schema.replication_group_members");
        return Integer.parseInt(String.valueOf(members))
                < stage.cluster().nodes().size();
    }
}
