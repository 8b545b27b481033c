package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.shop.cluster.ShopTest;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ShopTest
class ShopIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired
    private Cluster cluster;

    @LocalServerPort
    private int port;

    @BeforeEach
    void restore() {
        cluster.restore();
    }

    @Test
    void sendsWhatOnlyReadsToReplicas() throws Exception {
        long atSource = selects(cluster.source());
        long atReplicas = selects(cluster.replicas());
        try (Rush rush = new Rush("http://localhost:" + port)) {
            await().atMost(LONG).until(() -> rush.looks() >= 500);
        }
        // TODO figures
        System.out.println("FIGURE selects at source " + (selects(cluster.source()) - atSource) + ", at replicas "
                + (selects(cluster.replicas()) - atReplicas));
    }

    @Test
    void confirmsEachOrderOnceWhileItsSourceIsKilled() throws Exception {
        Rush rush = rush(() -> {
            cluster.source().kill();
            TimeUnit.SECONDS.sleep(2); // as long as somebody needs to be sure
            cluster.promote(cluster.bestReplica());
        });
        assertThat(rush.failures()).isEmpty();
        new Audit(cluster).nothingIsLostOrDoubled(rush.confirmed());
    }

    @Test
    void goesOnWhileAReplicaIsKilled() throws Exception {
        Rush rush = rush(() -> cluster.replicas().get(0).kill());
        assertThat(rush.failures()).isEmpty();
        new Audit(cluster).nothingIsLostOrDoubled(rush.confirmed());
    }

    @Test
    void doesNotNoticeASwitchover() throws Exception {
        Rush rush = rush(() -> cluster.switchover(cluster.bestReplica()));
        assertThat(rush.failures()).isEmpty();
        new Audit(cluster).nothingIsLostOrDoubled(rush.confirmed());
    }

    /** Customers who come before, and stay after, something happens. */
    private Rush rush(Incident incident) throws Exception {
        try (Rush rush = new Rush("http://localhost:" + port)) {
            await().atMost(LONG).until(() -> rush.confirmed().size() >= 50);
            incident.happen();
            int then = rush.confirmed().size();
            await().atMost(LONG).until(() -> rush.confirmed().size() >= then + 100);
            rush.close();
            System.out.println("FIGURE " + rush.figures());
            return rush;
        }
    }

    private static long selects(Collection<TestNode> nodes) {
        return nodes.stream().mapToLong(ShopIT::selects).sum();
    }

    private static long selects(TestNode node) {
        return Long.parseLong(node.rows("SHOW GLOBAL STATUS LIKE 'Com_select'").get(0).get("Value"));
    }

    private interface Incident {
        void happen() throws Exception;
    }
}
