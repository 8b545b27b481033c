package io.github.understudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.internal.pool.DriverKind;
import io.github.understudy.topology.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static ConfigurationException refused(UnderstudyBuilder builder) {
        return catchThrowableOfType(ConfigurationException.class, builder::build);
    }

    private static UnderstudyBuilder on(String url) {
        return UnderstudyDataSource.builder().url(url).user("app").password("top-secret");
    }

    @Test
    void namesAllProblemsAtOnceAndNoSecret() {
        ConfigurationException refusal =
                refused(on("jdbc:understudy:mysql://h1,,h1:99999/app?understudy.max-lagg=1s&understudy.max-lag=soon"
                                + "&understudy.min-replicas=-1&autoReconnect=true&understudy.pool.maxSize=3&password=x")
                        .set(Setting.DETECTION_TIME, "1ms"));

        assertThat(refusal.problems())
                .anyMatch(it -> it.contains("empty place"))
                .anyMatch(it -> it.contains("99999"))
                .anyMatch(it -> it.contains("understudy.max-lagg' is not known; did you mean 'understudy.max-lag'"))
                .anyMatch(it -> it.contains("understudy.max-lag = 'soon' is not a duration"))
                .anyMatch(it -> it.contains("understudy.min-replicas = '-1' is not between 0 and 1000"))
                .anyMatch(it -> it.contains("understudy.detection-time = '1ms' is not between 300ms and 60s"))
                .anyMatch(it -> it.contains("'autoReconnect' can't be used"))
                .anyMatch(it -> it.contains("maxSize"))
                .hasSize(8);
        assertThat(refusal).hasMessageNotContaining("top-secret");
    }

    @Test
    void aWrongDurationIsToldWhateverItsDefaultIs() {
        assertThat(refused(on("jdbc:understudy:mysql://h1/app").set(Setting.READ_WAIT, "soon"))
                        .problems())
                .singleElement()
                .asString()
                .contains("understudy.read-wait = 'soon' is not a duration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:mysql:",
                "jdbc:postgresql://h/db",
                "jdbc:understudy:oracle://h/db",
                "mysql://h/db",
                "jdbc:mysql:replication://h1,h2/db",
                "jdbc:mysql:loadbalance://h1,h2/db",
                "jdbc:mysql+srv://h:3306/db",
                "jdbc:mysql+srv://h,h/db",
                "jdbc:mysql+srv:///db",
                "jdbc:mariadb:sequential://h1,h2/db",
                "jdbc:mysql://user:pw@h/db",
                "jdbc:mysql://address=(host=h)(port=1)/db",
                "jdbc:mysql:///db",
                "jdbc:mysql://h o s t/db"
            })
    void refusesUrlsItCantServe(String url) {
        List<String> problems = new ArrayList<>();
        JdbcUrl.parse(url, problems);
        assertThat(problems).isNotEmpty();
        assertThat(problems).noneMatch(it -> it.contains("pw@"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:understudy:mysql://h1:1,h2/db?a=b&c=d%20e  | h1:1 h2:3306 | db
            jdbc:mysql://h1                                 | h1:3306      | ''
            jdbc:understudy:mysql://[::1]:7,[fe80::1]/db    | [::1]:7 [fe80::1]:3306 | db
            jdbc:mysql://H1.Example.org/db?                 | h1.example.org:3306 | db
            """)
    void readsUrls(String url, String seeds, String database) {
        List<String> problems = new ArrayList<>();
        JdbcUrl parsed = JdbcUrl.parse(url, problems);
        assertThat(problems).isEmpty();
        assertThat(parsed.kind()).isEqualTo(DriverKind.CONNECTOR_J);
        assertThat(String.join(
                        " ", parsed.seeds().stream().map(Endpoint::toString).toList()))
                .isEqualTo(seeds);
        assertThat(parsed.database()).isEqualTo(database);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:understudy:mysql+srv://example.org/db     | ''      | example.org            | jdbc:mysql+srv://example.org/db
            jdbc:mysql+srv://_mysql._tcp.example.org/db    | ''      | _mysql._tcp.example.org| jdbc:mysql+srv://_mysql._tcp.example.org/db
            jdbc:mysql://h1,_db._tcp.example.org/db        | h1:3306 | _db._tcp.example.org   | jdbc:mysql://h1:3306,_db._tcp.example.org/db
            """)
    void readsNamesOfServices(String url, String seeds, String services, String plain) {
        List<String> problems = new ArrayList<>();
        JdbcUrl parsed = JdbcUrl.parse(url, problems);
        assertThat(problems).isEmpty();
        assertThat(String.join(
                        " ", parsed.seeds().stream().map(Endpoint::toString).toList()))
                .isEqualTo(seeds);
        assertThat(parsed.services()).containsExactly(services);
        assertThat(parsed.plain()).isEqualTo(plain);
    }

    @Test
    void aMissingUrlIsAProblemToo() {
        assertThat(refused(UnderstudyDataSource.builder()).problems()).anyMatch(it -> it.contains("no URL"));
    }

    @Test
    void patternsAndAddressMapsAreUnderstood() {
        List<String> problems = new ArrayList<>();
        SettingValues values = new SettingValues(
                java.util.Map.of(
                        Setting.DISCOVERY_ALLOW.key(), "db*.example.org, 10.0.?.1:3307",
                        Setting.ADDRESS_MAP.key(), "node1:3306=127.0.0.1:4001, node2:3306=127.0.0.1:4002"),
                problems);
        assertThat(values.patterns(Setting.DISCOVERY_ALLOW))
                .anyMatch(it -> it.matcher("db7.example.org:3306").matches())
                .anyMatch(it -> it.matcher("10.0.4.1:3307").matches())
                .noneMatch(it -> it.matcher("evil.org:3306").matches())
                .noneMatch(it -> it.matcher("10.0.44.1:3307").matches());
        assertThat(values.addresses(Setting.ADDRESS_MAP).translate(new Endpoint("node1", 3306)))
                .isEqualTo(new Endpoint("127.0.0.1", 4001));
        assertThat(problems).isEmpty();
    }

    @Test
    void whoWritesFirstIsChecked() {
        List<String> problems = new ArrayList<>();
        SettingValues values = new SettingValues(
                java.util.Map.of(Setting.WRITER_PRIORITIES.key(), "db1=1, db2:3307=0, db3=1001, db4=first"), problems);
        var priorities = NodeLabels.priorities(values);
        assertThat(priorities.applyAsInt(new Endpoint("db1", 3306))).isEqualTo(1);
        assertThat(priorities.applyAsInt(new Endpoint("db2", 3307))).isZero();
        assertThat(priorities.applyAsInt(new Endpoint("db2", 3306))).isEqualTo(100);
        assertThat(problems).hasSize(2).allMatch(it -> it.contains("writer-priorities"));
    }

    @Test
    void nobodyTakesBackWhatAllHave() {
        assertThat(refused(on("jdbc:mysql://127.0.0.1:1/app")
                                .set(Setting.WRITERS, "all")
                                .set(Setting.FAIL_BACK, "true"))
                        .problems())
                .anyMatch(it -> it.contains("means nothing with"));
    }

    @Test
    void everyDefaultIsValid() {
        assertThatThrownBy(() -> on("jdbc:mysql://127.0.0.1:1/app")
                        .set(Setting.START_TIMEOUT, "200ms")
                        .build())
                .as("it gets as far as the servers")
                .isInstanceOf(io.github.understudy.exception.StartException.class);
    }

    @Test
    void theReadmeListsEverySettingEveryEventAndEveryCode() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        for (Setting setting : Setting.values()) {
            assertThat(readme)
                    .contains("| `" + setting.key() + "` | "
                            + (setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`")
                            + " | " + setting.meaning() + " |");
        }
        for (var type : io.github.understudy.event.EventType.values()) {
            assertThat(readme).contains("| `" + type + "` | ");
        }
        for (var code : io.github.understudy.event.VerdictCode.values()) {
            assertThat(readme).contains("| `" + code + "` | ");
        }
    }
}
