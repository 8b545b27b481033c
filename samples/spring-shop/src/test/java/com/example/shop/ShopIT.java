package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.shop.cluster.Orchestrator;
import com.example.shop.cluster.Orchestrator.Incident;
import com.example.shop.cluster.ShopTest;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ShopTest
class ShopIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PAGES = 300;

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private Cluster cluster;

    @Autowired
    private Orchestrator orchestrator;

    @LocalServerPort
    private int port;

    @BeforeEach
    void restore() {
        await().atMost(LONG).until(() -> !orchestrator.isBusy());
        cluster.restore();
    }

    /** As soon as the replicas have what was written before: until then the source answers. */
    @Test
    void sendsWhatOnlyReadsToReplicas() {
        await().atMost(LONG).untilAsserted(() -> {
            long atSource = selects(List.of(cluster.source()));
            long atReplicas = selects(cluster.replicas());
            look(PAGES);
            assertThat(selects(cluster.replicas()) - atReplicas).isGreaterThanOrEqualTo(PAGES);
            assertThat(selects(List.of(cluster.source())) - atSource).isLessThan(PAGES);
        });
    }

    private void look(int times) throws Exception {
        HttpRequest look =
                HttpRequest.newBuilder(URI.create(shop() + "/api/articles")).build();
        for (int i = 0; i < times; i++) {
            http.send(look, BodyHandlers.discarding());
        }
    }

    @Test
    void confirmsEachOrderOnceWhileItsSourceIsKilled() throws Exception {
        staysOpenDuring(Incident.KILL_SOURCE);
    }

    @Test
    void goesOnWhileAReplicaIsKilled() throws Exception {
        staysOpenDuring(Incident.KILL_REPLICA);
    }

    @Test
    void doesNotNoticeASwitchover() throws Exception {
        staysOpenDuring(Incident.SWITCH_OVER);
    }

    /** Customers come before it and leave after it; none of them gets a bad answer. */
    private void staysOpenDuring(Incident incident) throws Exception {
        Rush rush = new Rush(shop());
        int before;
        try (rush) {
            await().atMost(LONG).until(() -> rush.confirmed().size() >= 50);
            before = orchestrator.diary().size();
            orchestrator.begin(incident);
            await().atMost(LONG).until(() -> !orchestrator.isBusy());
            int then = rush.confirmed().size();
            await().atMost(LONG).until(() -> rush.confirmed().size() >= then + 50);
        }
        System.out.println("FIGURE " + incident + " " + rush.figures());
        assertThat(orchestrator.diary().stream().skip(before)).noneMatch(line -> line.contains("did not work out"));
        assertThat(rush.failures()).isEmpty();
        new Audit(cluster).nothingIsLostOrDoubled(rush.confirmed());
    }

    private String shop() {
        return "http://localhost:" + port;
    }

    /** All that a server has answered; the probes of the library are among them, two in a second. */
    private static long selects(Collection<TestNode> nodes) {
        return nodes.stream()
                .map(node ->
                        node.rows("SHOW GLOBAL STATUS LIKE 'Com_select'").get(0).get("Value"))
                .mapToLong(Long::parseLong)
                .sum();
    }
}
