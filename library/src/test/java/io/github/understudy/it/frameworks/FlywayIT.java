package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema is made and kept by Flyway, at the start of several instances at once, whoever is the source. */
@ClusterTest(replicas = 2)
class FlywayIT {
    private static final String MADE = "classpath:shop/migrations";

    private final Cluster cluster;
    private Shop shop;

    FlywayIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void clean() {
        shop = Shop.withoutSchema(cluster, "flyway");
        flyway(MADE).clean();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Flyway flyway(String... locations) {
        return Flyway.configure()
                .dataSource(shop.dataSource)
                .locations(locations)
                .cleanDisabled(false)
                .load();
    }

    @Test
    void migratesOnceAndFindsNothingToDoAtTheSecondStart() {
        MigrateResult first = flyway(MADE).migrate();
        MigrateResult second = flyway(MADE).migrate();

        assertThat(first.migrationsExecuted).isEqualTo(4);
        assertThat(second.migrationsExecuted).isZero();
        assertThat(second.initialSchemaVersion).isEqualTo("3");
        assertThat(flyway(MADE).validateWithResult().validationSuccessful).isTrue();
        assertThat(flyway(MADE).info().applied())
                .hasSize(4)
                .allMatch(each -> each.getState() == MigrationState.SUCCESS);
        assertThat(shop.onSource("SELECT COUNT(*) FROM {}.product")).isEqualTo("1");
        assertThat(shop.onSource("SELECT COUNT(*) FROM {}.order_total")).isEqualTo("0");
    }

    @Test
    void instancesThatStartAtOnceMigrateOnce() throws Exception {
        int instances = 4;
        ExecutorService threads = Executors.newFixedThreadPool(instances);
        CyclicBarrier start = new CyclicBarrier(instances);
        List<Future<Integer>> starts = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            starts.add(threads.submit(() -> {
                start.await();
                return flyway(MADE).migrate().migrationsExecuted;
            }));
        }
        int executed = 0;
        for (Future<Integer> each : starts) {
            executed += each.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(executed).isEqualTo(4);
        assertThat(shop.onSource("SELECT COUNT(*) FROM {}.product")).isEqualTo("1");
        assertThat(shop.onSource("SELECT COUNT(*) FROM {}.flyway_schema_history WHERE success"))
                .isEqualTo("4");
    }

    @Test
    void aMigrationThatFailsIsToldAndCanBeRepaired() {
        flyway(MADE, "classpath:shop/later").migrate();

        assertThatThrownBy(() -> flyway(MADE, "classpath:shop/later", "classpath:shop/broken")
                        .migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("V5__half.sql")
                .hasMessageContaining("Unknown column");

        Flyway repaired = flyway(MADE, "classpath:shop/later", "classpath:shop/repaired");
        assertThatThrownBy(repaired::migrate).hasMessageContaining("failed migration");
        repaired.repair();
        assertThat(repaired.migrate().migrationsExecuted).isEqualTo(1);
        assertThat(shop.onSource("SELECT COUNT(*) FROM {}.half")).isEqualTo("1");
    }

    @Test
    void anExistingDatabaseIsTakenOverByABaseline() throws Exception {
        shop.update("CREATE TABLE existing (id INT PRIMARY KEY)");

        assertThatThrownBy(() -> flyway(MADE).migrate()).hasMessageContaining("non-empty schema");
        Flyway taken = Flyway.configure()
                .dataSource(shop.dataSource)
                .locations(MADE)
                .baselineVersion("0")
                .load();
        taken.baseline();

        assertThat(taken.migrate().migrationsExecuted).isEqualTo(4);
    }

    @Test
    void goesOnAfterASwitchoverAndAfterAFailover() {
        Flyway made = flyway(MADE);
        assertThat(made.migrate().migrationsExecuted).isEqualTo(4);

        shop.switchover();
        assertThat(made.migrate().migrationsExecuted).isZero();
        assertThat(flyway(MADE, "classpath:shop/later").migrate().migrationsExecuted)
                .isEqualTo(1);

        shop.killAndPromote();
        assertThat(flyway(MADE, "classpath:shop/later", "classpath:shop/repaired")
                        .migrate()
                        .migrationsExecuted)
                .isEqualTo(1);
        assertThat(shop.onSource("SELECT COUNT(*) FROM {}.note")).isEqualTo("1");
    }
}
