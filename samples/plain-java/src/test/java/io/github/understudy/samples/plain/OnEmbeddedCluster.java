package io.github.understudy.samples.plain;

import io.github.understudy.testkit.Cluster;
import java.sql.SQLException;
import java.util.Objects;

/** Runs {@link PlainJava} on three real servers, and kills the source in the middle. */
public final class OnEmbeddedCluster {
    private OnEmbeddedCluster() {}

    public static void main(String[] args) throws SQLException, InterruptedException {
        try (Cluster cluster = Cluster.mariadb()
                .replicas(2)
                .semiSync(true)
                .progress(System.out::println)
                .start()) {
            Thread fate = new Thread(() -> killTheSource(cluster), "fate");
            fate.setDaemon(true);
            fate.start();
            PlainJava.main(new String[] {url(cluster), cluster.user(), cluster.password()});
        }
    }

    static String url(Cluster cluster) {
        return "jdbc:understudy:mysql://" + cluster.source().address() + "/" + cluster.database()
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    private static void killTheSource(Cluster cluster) {
        try {
            while (!transfersHaveBegun(cluster)) {
                Thread.sleep(100);
            }
            System.out.println("* " + cluster.source() + " is killed");
            cluster.source().kill();
            Thread.sleep(2000);
            System.out.println("* " + cluster.bestReplica() + " is promoted");
            cluster.promote(cluster.bestReplica());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean transfersHaveBegun(Cluster cluster) {
        String transfers =
                cluster.source().query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 'transfer'");
        return !"0".equals(transfers)
                && Integer.parseInt(Objects.requireNonNull(cluster.source().query("SELECT COUNT(*) FROM app.transfer")))
                        > 100;
    }
}
