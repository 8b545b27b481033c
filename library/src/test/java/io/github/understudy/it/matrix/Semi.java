package io.github.understudy.it.matrix;

import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;

/** Semi-synchronous replication, where a fault needs it to be otherwise than in the rest of the table. */
final class Semi {
    private static final int ENDLESS_MILLIS = 3_600_000;

    private Semi() {}

    static void off(Stage stage) {
        stage.source().execute("SET GLOBAL " + prefix(stage) + "_enabled = OFF");
    }

    /** After this time without a replica, commits wait no more. */
    static void timeout(Stage stage, int millis) {
        stage.source().execute("SET GLOBAL " + prefix(stage) + "_timeout = " + millis);
    }

    static void noTimeout(Stage stage) {
        timeout(stage, ENDLESS_MILLIS);
    }

    /** Replicas that find out by themselves that their connection is gone take up to ten seconds, and commits wait. */
    static void reconnectReplicas(Stage stage) {
        for (TestNode replica : stage.replicas()) {
            replica.stopReceiver();
            replica.startReplication();
        }
    }

    private static String prefix(Stage stage) {
        return stage.cluster().flavor() == ServerFlavor.MYSQL ? "rpl_semi_sync_source" : "rpl_semi_sync_master";
    }
}
