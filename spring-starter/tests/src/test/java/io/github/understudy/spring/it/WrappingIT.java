package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.shop.NoteService;
import io.github.understudy.spring.it.shop.Shop;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** An ordinary application with the starter on its class path, and nothing else changed. */
@ClusterTest(replicas = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrappingIT {
    private static final String SOURCE = "server-0";
    private static final String REPLICA = "server-1";

    private ConfigurableApplicationContext application;
    private NoteService notes;

    @BeforeAll
    void start(Cluster cluster) {
        Servers.prepare(cluster);
        application = Booted.run(cluster, Shop.class);
        Servers.awaitWhole(cluster, application);
        notes = application.getBean(NoteService.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void readOnlyTransactionsGoToAReplica() {
        List<Supplier<String>> reads = List.of(
                notes::readByJpa,
                notes::readByTemplate,
                notes::readByClient,
                notes::readWithoutTransaction,
                notes::readByDerivedQuery);
        assertThat(reads).allSatisfy(read -> assertThat(read.get()).isEqualTo(REPLICA));
    }

    @Test
    void otherTransactionsGoToTheSource() {
        assertThat(notes.readByJpaInWriteTransaction()).isEqualTo(SOURCE);
    }

    @Test
    void aThreadSeesItsOwnWrites() {
        long id = notes.write("first");
        assertThat(notes.text(id)).isEqualTo("first");
        notes.rename(id, "second");
        assertThat(notes.text(id)).isEqualTo("second");
    }

    @Test
    void thePoolItselfIsStillThereAndHoldsNoConnection() throws SQLException {
        DataSource dataSource = application.getBean(DataSource.class);
        assertThat(application.getBean(UnderstudyDataSources.class).all()).containsOnlyKeys("dataSource");
        assertThat(dataSource).isNotInstanceOf(HikariDataSource.class);
        assertThat(dataSource.unwrap(HikariDataSource.class).isRunning()).isFalse();
        assertThat(dataSource.unwrap(DataSource.class)).isInstanceOf(HikariDataSource.class);
        try (Connection connection = dataSource.getConnection()) {
            assertThat(application.getEnvironment().getProperty("spring.datasource.url"))
                    .startsWith(connection.getMetaData().getURL());
        }
    }
}
