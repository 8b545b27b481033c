package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.shop.NoteService;
import io.github.understudy.spring.it.shop.Shop;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/**
 * An ordinary application with the starter on its class path, and nothing else changed. Its web requests are set up as
 * Spring Boot does by default: one connection for a whole request.
 */
@ClusterTest(replicas = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationIT {
    private static final String SOURCE = "server-0";
    private static final String REPLICA = "server-1";

    private ConfigurableApplicationContext application;
    private NoteService notes;

    @BeforeAll
    void start(Cluster cluster) {
        Servers.prepare(cluster);
        application = Booted.run(cluster, Shop.class, "spring.threads.virtual.enabled=true");
        Servers.awaitWhole(cluster, application);
        notes = application.getBean(NoteService.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void eachTransactionOfARequestGoesWhereItBelongs() throws Exception {
        assertThat(get("/mixed")).isEqualTo(REPLICA + " " + SOURCE + " renamed by a page");
    }

    @Test
    void virtualThreadsServeAsWell() throws Exception {
        String answer = get("/thread");
        assertThat(answer).endsWith(REPLICA);
        assertThat(answer.startsWith("VirtualThread"))
                .isEqualTo(Runtime.version().feature() >= 21);
    }

    @Test
    void aNewTransactionWithinOneThatReadsHasAConnectionOfItsOwn() {
        String inner = notes.readOnly(() -> {
            assertThat(notes.readByTemplate()).isEqualTo(REPLICA);
            String server = notes.requiresNew(() -> {
                notes.write("in a new transaction");
                return notes.readByTemplate();
            });
            assertThat(notes.readByJpa()).isEqualTo(REPLICA);
            return server;
        });
        assertThat(inner).isEqualTo(SOURCE);
    }

    @Test
    void aReadWithinATransactionThatWritesStaysThere() {
        assertThat(notes.transactional(notes::readByJpa)).isEqualTo(SOURCE);
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

    private String get(String path) throws IOException, InterruptedException {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
