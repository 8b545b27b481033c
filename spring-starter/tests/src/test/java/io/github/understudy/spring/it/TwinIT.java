package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.shop.NoteService;
import io.github.understudy.spring.it.shop.Shop;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.ClassUtils;

/**
 * The same application twice: with the starter on its class path and without. Nothing else is different, here or in the
 * application. Under load its source is killed, and a replica is promoted.
 */
@ClusterTest(replicas = 2, semiSync = true)
class TwinIT {
    private static final boolean WITH =
            ClassUtils.isPresent("io.github.understudy.spring.UnderstudyDataSources", TwinIT.class.getClassLoader());

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void onlyWithTheStarterTheLossOfTheSourceIsSurvived(Cluster cluster) throws Exception {
        Servers.prepare(cluster);
        ExecutorService users = Executors.newFixedThreadPool(4);
        try (ConfigurableApplicationContext application =
                Booted.run(cluster, Shop.class, Without.WEB, "spring.datasource.hikari.connection-timeout=15000")) {
            NoteService notes = application.getBean(NoteService.class);
            for (int user = 0; user < 4; user++) {
                users.execute(() -> work(notes));
            }
            await().until(() -> acknowledged.size() > 50);
            cluster.source().kill();
            cluster.promote(cluster.bestReplica());
            int before = acknowledged.size();
            if (WITH) {
                await().until(() -> acknowledged.size() > before + 50);
                assertThat(notes.readByJpa()).isNotEqualTo("server-0");
            } else {
                Awaitility.await()
                        .during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(4))
                        .until(() -> acknowledged.size() <= before + 4);
            }
        } finally {
            over.set(true);
            users.shutdownNow();
            users.awaitTermination(20, TimeUnit.SECONDS);
        }
        Set<String> found = cluster.source().rows("SELECT text FROM app.note").stream()
                .map(row -> row.get("text"))
                .collect(java.util.stream.Collectors.toSet());
        assertThat(found).containsAll(acknowledged);
    }

    private void work(NoteService notes) {
        while (!over.get()) {
            String text = "user " + number.incrementAndGet();
            try {
                notes.write(text);
                acknowledged.add(text);
                notes.readByJpa();
            } catch (DataAccessException | TransactionException e) {
                // What was not acknowledged may be lost.
            }
        }
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }
}
