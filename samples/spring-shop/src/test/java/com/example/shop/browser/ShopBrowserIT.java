package com.example.shop.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.shop.Audit;
import com.example.shop.cluster.ClusterConsole;
import com.example.shop.cluster.Orchestrator;
import com.example.shop.cluster.ShopTest;
import io.github.understudy.testkit.Cluster;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A customer shops in a real browser while servers are killed. */
@Tag("browser")
@ShopTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopBrowserIT {
    private static final List<String> ARTICLES = List.of("mask", "lantern", "rose", "skull", "book", "hat");

    @Autowired
    private Cluster cluster;

    @Autowired
    private Orchestrator orchestrator;

    @Autowired
    private ClusterConsole console;

    @LocalServerPort
    private int port;

    private Browser browser;
    private Shopper shopper;

    @BeforeAll
    void open() {
        browser = new Browser();
        shopper = new Shopper(browser, shop());
        browser.looksLike(1200, 850, "light");
    }

    @BeforeEach
    void restore() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !orchestrator.isBusy());
        cluster.restore();
        browser.open(shop());
        browser.forgetCustomer();
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void shopsWhileTheSourceIsKilledAndAReplicaIsPromoted() throws Exception {
        shopsDuring("kill-source");
    }

    @Test
    void shopsWhileAReplicaIsKilled() throws Exception {
        shopsDuring("kill-replica");
    }

    @Test
    void looksGoodOnDesksAndPhonesByDayAndByNight() throws Exception {
        pictures("desk", 1200, 850, "light");
        pictures("phone", 390, 844, "light");
        pictures("desk-dark", 1200, 850, "dark");
        pictures("phone-dark", 390, 844, "dark");
    }

    /** From before it to after it, as fast as the pages come. */
    private void shopsDuring(String incident) throws Exception {
        Set<UUID> confirmed = new LinkedHashSet<>();
        confirmed.add(shopper.buys("mask"));
        script(incident);
        for (int i = 0; orchestrator.isBusy() || i < ARTICLES.size(); i++) {
            confirmed.add(shopper.buys(ARTICLES.get(i % ARTICLES.size())));
        }
        browser.open(shop() + "/orders");
        assertThat(browser.count(".orders li")).isEqualTo(confirmed.size());
        Audit audit = new Audit(cluster);
        audit.nothingIsLostOrDoubled(confirmed);
        assertThat(audit.ordersOfWhoPlaced(confirmed.iterator().next())).isEqualTo(confirmed);
    }

    /** As a person would. */
    private void script(String incident) throws Exception {
        ProcessBuilder script = new ProcessBuilder("./servers.sh", incident).inheritIO();
        script.environment().put("CONSOLE", console.url());
        assertThat(script.start().waitFor()).isZero();
    }

    private void pictures(String prefix, int width, int height, String scheme) throws Exception {
        browser.looksLike(width, height, scheme);
        browser.open(shop());
        browser.picture(prefix + "-1-catalogue");
        browser.open(shop() + "/articles/lantern");
        browser.picture(prefix + "-2-article");
        browser.follow("#add");
        browser.the("#order");
        browser.open(shop());
        shopper.puts("rose");
        browser.picture(prefix + "-3-basket");
        shopper.orders();
        browser.picture(prefix + "-4-order");
        browser.open(shop() + "/orders");
        browser.picture(prefix + "-5-orders");
        browser.open(console.url());
        browser.picture(prefix + "-6-servers");
    }

    private String shop() {
        return "http://localhost:" + port;
    }
}
