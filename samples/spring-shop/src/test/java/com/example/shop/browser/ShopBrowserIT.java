package com.example.shop.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Audit;
import com.example.shop.cluster.EmbeddedCluster;
import io.github.understudy.testkit.Cluster;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A customer shops in a real browser while servers are killed. */
@Tag("browser")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(EmbeddedCluster.class)
class ShopBrowserIT {
    private static final List<String> ARTICLES = List.of("mask", "lantern", "rose", "skull", "book", "hat");

    @Autowired
    private Cluster cluster;

    @LocalServerPort
    private int port;

    private Browser browser;
    private Shopper shopper;

    @BeforeEach
    void open() {
        cluster.restore();
        browser = new Browser();
        shopper = new Shopper(browser, shop());
        browser.looksLike(1200, 850, "light");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void shopsWhileTheSourceIsKilledAndAReplicaIsPromoted() throws Exception {
        shopsWhile(() -> {
            cluster.source().kill();
            TimeUnit.SECONDS.sleep(2);
            cluster.promote(cluster.bestReplica());
            return null;
        });
    }

    @Test
    void shopsWhileAReplicaIsKilled() throws Exception {
        shopsWhile(() -> {
            cluster.replicas().get(0).kill();
            return null;
        });
    }

    @Test
    void looksGoodOnDesksAndPhonesByDayAndByNight() throws Exception {
        pictures("desk", 1200, 850, "light");
        pictures("phone", 390, 844, "light");
        pictures("desk-dark", 1200, 850, "dark");
        pictures("phone-dark", 390, 844, "dark");
    }

    private void shopsWhile(java.util.concurrent.Callable<?> incident) throws Exception {
        Set<UUID> confirmed = new LinkedHashSet<>();
        confirmed.add(shopper.buys("mask"));
        CompletableFuture<?> happening = CompletableFuture.runAsync(() -> {
            try {
                incident.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        int orders = 0;
        while (!happening.isDone() || orders < ARTICLES.size()) {
            confirmed.add(shopper.buys(ARTICLES.get(orders++ % ARTICLES.size())));
        }
        happening.get();
        browser.open(shop() + "/orders");
        assertThat(browser.count(".orders li")).isEqualTo(confirmed.size());
        Audit audit = new Audit(cluster);
        audit.nothingIsLostOrDoubled(confirmed);
        assertThat(audit.ordersOfWhoPlaced(confirmed.iterator().next())).isEqualTo(confirmed);
    }

    private void pictures(String prefix, int width, int height, String scheme) throws Exception {
        browser.looksLike(width, height, scheme);
        browser.open(shop());
        browser.picture(prefix + "-1-catalogue");
        browser.open(shop() + "/articles/lantern");
        browser.picture(prefix + "-2-article");
        browser.the("#add").click();
        browser.open(shop());
        shopper.puts("rose");
        browser.picture(prefix + "-3-basket");
        shopper.orders();
        browser.picture(prefix + "-4-order");
        browser.open(shop() + "/orders");
        browser.picture(prefix + "-5-orders");
    }

    private String shop() {
        return "http://localhost:" + port;
    }
}
