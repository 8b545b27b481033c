package io.github.understudy.it.matrix;

import io.github.understudy.testkit.TestNode;
import java.sql.SQLException;
import java.time.Duration;

/** What a server does to its clients, or its clients to it. */
final class ServerFaults {
    private static final Duration FULL = Duration.ofSeconds(2);
    private static final Duration CROWDED = Duration.ofSeconds(3);

    private ServerFaults() {}

    /** A disk that is really full can't be had without root: a trigger gives the answer that the server would give. */
    static void diskFull(Stage stage) throws InterruptedException {
        for (String table : stage.tables()) {
            stage.source()
                    .execute("CREATE TRIGGER app.full_" + table + " BEFORE INSERT ON app." + table
                            + " FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114,"
                            + " MESSAGE_TEXT = 'The table is full'");
        }
        stage.hold(FULL);
        for (String table : stage.tables()) {
            stage.source().execute("DROP TRIGGER app.full_" + table);
        }
    }

    /** The connections that the application has are killed once: it would not notice otherwise. */
    static void tooMany(Stage stage) throws SQLException, InterruptedException {
        TestNode source = stage.source();
        try (Crowd crowd = new Crowd(stage.cluster(), source)) {
            crowd.takeAll();
            stage.begins();
            crowd.killOthers();
            crowd.takeAll();
            stage.hold(CROWDED);
        }
    }

    static void killSessions(Stage stage) throws SQLException {
        for (TestNode node : stage.cluster().nodes()) {
            try (Crowd killer = new Crowd(stage.cluster(), node)) {
                killer.killOthers();
            }
        }
    }
}
