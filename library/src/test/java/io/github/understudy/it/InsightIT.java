package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.exception.NoNodeAvailableException;
import io.github.understudy.insight.StatementStatistics;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Endpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the library tells about the application's statements. */
@ClusterTest(replicas = 1)
class InsightIT {
    private static final String INSERT = "INSERT INTO item(id, name) VALUES (?, ?)";
    private static final String SECRET = "tell nobody";

    private final Cluster cluster;
    private final Logger statements = (Logger) LoggerFactory.getLogger("io.github.understudy.statements");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    InsightIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void prepare() {
        TestNode source = cluster.source();
        source.execute("DROP TABLE IF EXISTS app.item");
        source.execute("CREATE TABLE app.item (id INT PRIMARY KEY, name VARCHAR(50))");
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        log.start();
        statements.addAppender(log);
    }

    @AfterEach
    void leaveTheLog() {
        statements.detachAppender(log);
    }

    @Test
    void countsWhatStatementsCost() throws SQLException {
        try (Connected connected = Connected.to(cluster, builder())) {
            insert(connected, 1);
            insert(connected, 2);
            connected.update("insert into item(id, name) values (3, 'tell nobody'), (4, null)");
            assertThatThrownBy(() -> insert(connected, 1)).isInstanceOf(SQLException.class);
            try (Connection connection = connected.connection();
                    PreparedStatement batch = connection.prepareStatement(INSERT)) {
                for (int id = 10; id < 15; id++) {
                    batch.setInt(1, id);
                    batch.setString(2, SECRET);
                    batch.addBatch();
                }
                batch.executeBatch();
            }
            read(connected, "SELECT id FROM item WHERE name = 'tell nobody' ORDER BY id LIMIT 3");
            read(connected, "SELECT id FROM item WHERE name = 'nobody' ORDER BY id LIMIT 7");
            assertThatThrownBy(() -> connected.update("INSERT INTO nowhere VALUES ('tell nobody')"))
                    .isInstanceOf(SQLException.class);
            transaction(connected);

            Endpoint source = Endpoint.parse(cluster.source().address());
            Endpoint replica = Endpoint.parse(cluster.node(1).address());
            assertThat(counted(connected, INSERT)).satisfies(it -> {
                assertThat(it.count()).as("a batch is one").isEqualTo(5);
                assertThat(it.errors()).isOne();
                assertThat(it.rows()).isEqualTo(9);
                assertThat(it.nodes()).containsEntry(source, 5L).hasSize(1);
                assertThat(it.lastNode()).isEqualTo(source);
                assertThat(it.total()).isPositive().isGreaterThan(it.max());
                assertThat(it.max()).isGreaterThanOrEqualTo(it.p99()).isGreaterThanOrEqualTo(it.mean());
                assertThat(it.executing()).isPositive();
                assertThat(it.lastSeen()).isBetween(Instant.now().minusSeconds(60), Instant.now());
            });
            assertThat(counted(connected, "SELECT id FROM item WHERE name = ? ORDER BY id LIMIT ?"))
                    .satisfies(it -> {
                        assertThat(it.count()).isEqualTo(2);
                        assertThat(it.rows()).as("as far as they were read").isEqualTo(3);
                        assertThat(it.nodes().keySet()).isSubsetOf(source, replica);
                    });
            assertThat(counted(connected, "INSERT INTO nowhere VALUES (?)").errors())
                    .isOne();
            assertThat(counted(connected, "UPDATE item SET name = ? WHERE id = ?")
                            .rows())
                    .isEqualTo(2);
            assertThat(counted(connected, "COMMIT").count()).isOne();
            assertThat(connected.dataSource.cluster().topStatements(1000).toString())
                    .doesNotContain("nobody")
                    .doesNotContain("tell");

            connected.dataSource.cluster().resetStatements();
            assertThat(connected.dataSource.cluster().topStatements(1000)).isEmpty();
        }
    }

    @Test
    void tellsWaitingFromExecuting() throws Exception {
        try (Connected connected = Connected.to(cluster, builder().set(Setting.WAIT_TIMEOUT, "60s"))) {
            insert(connected, 1);
            withoutSource(connected);
            Future<Integer> waiting = connected.inBackground(() -> insert(connected, 2));
            Connected.await().until(() -> connected.dataSource.cluster().waiting() == 1);
            Connected.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            writable();
            waiting.get(20, TimeUnit.SECONDS);

            assertThat(counted(connected, INSERT)).satisfies(it -> {
                assertThat(it.count()).isEqualTo(2);
                assertThat(it.max()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
                assertThat(it.waiting()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
                assertThat(it.executing()).isLessThan(it.waiting());
            });
        }
    }

    @Test
    void countsWhatFindsNoServer() {
        try (Connected connected = Connected.to(cluster, builder().set(Setting.WAIT_TIMEOUT, "300ms"))) {
            withoutSource(connected);
            assertThatThrownBy(() -> insert(connected, 1)).isInstanceOf(NoNodeAvailableException.class);
            assertThat(counted(connected, INSERT)).satisfies(it -> {
                assertThat(it.errors()).isOne();
                assertThat(it.nodes()).isEmpty();
                assertThat(it.lastNode()).isNull();
                assertThat(it.waiting()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
            });
            writable();
        }
    }

    @Test
    void tellsTheFlightRecorderAndTheLog() throws Exception {
        List<RecordedEvent> events = new CopyOnWriteArrayList<>();
        try (RecordingStream recording = new RecordingStream();
                Connected connected = Connected.to(
                        cluster, builder().set(Setting.WAIT_TIMEOUT, "60s").set(Setting.SLOW_STATEMENT, "200ms"))) {
            for (String name : List.of("SourceChange", "GateWait", "SlowStatement")) {
                recording.onEvent("io.github.understudy." + name, events::add);
            }
            recording.setReuse(false); // they are kept
            recording.startAsync();
            String source = cluster.source().address();
            withoutSource(connected);
            Future<Integer> waiting = connected.inBackground(() -> insert(connected, 2));
            Connected.await().until(() -> connected.dataSource.cluster().waiting() == 1);
            Connected.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            writable();
            waiting.get(20, TimeUnit.SECONDS);
            connected.query("SELECT SLEEP(0.25), 'tell nobody'");
            connected.query("SELECT SLEEP(0.26), 'tell nobody'");
            Connected.await().until(() -> events.size() >= 5);

            RecordedEvent change = first(events, "SourceChange");
            assertThat(change.getString("from")).isEqualTo(source);
            assertThat(change.getString("to")).isEqualTo(source);
            assertThat(change.getDuration("without")).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(change.getString("reason")).isNotEmpty();
            RecordedEvent wait = first(events, "GateWait");
            assertThat(wait.getString("reason")).isEqualTo("NO_SOURCE");
            assertThat(wait.getString("outcome")).isEqualTo("GRANTED");
            assertThat(wait.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(events.stream().filter(it -> isOf(it, "SlowStatement")))
                    .extracting(it -> it.getString("text"))
                    .containsExactly(INSERT, "SELECT SLEEP(?), ?", "SELECT SLEEP(?), ?");
            RecordedEvent slow = first(events, "SlowStatement");
            assertThat(slow.getDuration("waiting")).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(slow.getString("node")).isEqualTo(source);
        }
        assertThat(log.list)
                .as("once a minute for each form")
                .hasSize(2)
                .extracting(ILoggingEvent::getFormattedMessage)
                .allMatch(it -> it.contains("ms, of which it waited"))
                .anyMatch(it -> it.contains("SELECT SLEEP(?), ?"))
                .noneMatch(it -> it.contains("nobody"));
    }

    @Test
    void canBeTurnedOff() throws SQLException {
        try (Connected connected = Connected.to(
                cluster, builder().set(Setting.STATEMENT_DIGESTS, "0").set(Setting.SLOW_STATEMENT, "1ms"))) {
            insert(connected, 1);
            connected.query("SELECT SLEEP(0.01)");
            transaction(connected);
            assertThat(connected.dataSource.cluster().topStatements(10)).isEmpty();
        }
        assertThat(log.list).isEmpty();
    }

    private static RecordedEvent first(List<RecordedEvent> events, String name) {
        return events.stream().filter(it -> isOf(it, name)).findFirst().orElseThrow();
    }

    private static boolean isOf(RecordedEvent event, String name) {
        return event.getEventType().getName().endsWith("." + name);
    }

    private static StatementStatistics counted(Connected connected, String text) {
        return connected.dataSource.cluster().topStatements(1000).stream()
                .filter(it -> it.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static int insert(Connected connected, int id) throws SQLException {
        try (Connection connection = connected.connection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, id);
            insert.setString(2, SECRET);
            return insert.executeUpdate();
        }
    }

    private static void read(Connected connected, String sql) throws SQLException {
        try (Connection connection = connected.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                assertThat(rows.getInt(1)).isPositive();
            }
        }
    }

    private static void transaction(Connected connected) throws SQLException {
        try (Connection connection = connected.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE item SET name = 'tell nobody, ever' WHERE id = 1");
            statement.addBatch("UPDATE item SET name = 'tell nobody at all' WHERE id = 1");
            statement.executeBatch();
            connection.commit();
        }
    }

    private void withoutSource(Connected connected) {
        cluster.demote(cluster.source());
        Connected.await().until(() -> connected.dataSource.topology().sourceNode() == null);
    }

    private void writable() {
        cluster.source().execute("SET GLOBAL read_only = OFF");
    }

    private UnderstudyBuilder builder() {
        return Connected.builder(cluster, cluster.jdbcHosts());
    }
}
