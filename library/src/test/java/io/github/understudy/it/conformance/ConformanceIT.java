package io.github.understudy.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Role;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every JDBC call gives on a connection of Understudy what it gives on a plain connection of the driver. */
@ClusterTest(replicas = 1, options = "--log-bin-trust-function-creators=1")
class ConformanceIT {
    private static final int FEWEST_CALLS = 1000;

    private final Cluster cluster;

    ConformanceIT(Cluster cluster) {
        this.cluster = cluster;
    }

    static Stream<Arguments> configurations() {
        return Stream.of(Driver.values())
                .flatMap(driver -> Stream.of(Driver.Mode.values()).map(mode -> Arguments.of(driver, mode)));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyCallGivesWhatThePlainDriverGives(Driver driver, Driver.Mode mode) throws SQLException {
        Tables.make(cluster);
        AtomicInteger calls = new AtomicInteger();
        List<String> differences;
        String plainUrl = driver.url("jdbc:", cluster.source().address(), cluster.database(), mode);
        Side plain = () -> DriverManager.getConnection(plainUrl, cluster.user(), cluster.password());
        try (UnderstudyDataSource dataSource = understudy(driver, mode)) {
            differences = Scenarios.in(mode)
                    .flatMap(scenario -> differences(scenario, plain, dataSource::getConnection, calls))
                    .toList();
        }
        System.out.printf("%d JDBC calls compared: %s %s on %s%n", calls.get(), driver, mode, cluster.flavor());
        assertThat(String.join("\n", differences)).isEmpty();
        assertThat(calls).hasValueGreaterThan(FEWEST_CALLS);
    }

    private Stream<String> differences(Scenario scenario, Side plain, Side understudy, AtomicInteger calls) {
        Tape expected = played(scenario, plain);
        Tape actual = played(scenario, understudy);
        calls.addAndGet(expected.calls());
        List<String> differences = Difference.between(scenario.name(), expected.lines(), actual.lines());
        if (differences.isEmpty()) {
            return Stream.empty();
        }
        return Stream.concat(Stream.of("--- " + scenario.name()), differences.stream());
    }

    private Tape played(Scenario scenario, Side side) {
        try (Stage stage = new Stage(side, cluster)) {
            Tables.fill(cluster);
            stage.play(scenario);
            return stage.tape();
        } catch (SQLException e) {
            throw new AssertionError("the tables could not be made", e);
        }
    }

    private UnderstudyDataSource understudy(Driver driver, Driver.Mode mode) {
        String map = cluster.addressMapping().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        UnderstudyDataSource dataSource = UnderstudyDataSource.builder()
                .url(driver.url("jdbc:understudy:", cluster.jdbcHosts(), cluster.database(), mode))
                .user(cluster.user())
                .password(cluster.password())
                .set(Setting.ADDRESS_MAP, map)
                .build();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> dataSource.topology().nodes().stream()
                        .anyMatch(node -> node.role() == Role.REPLICA && node.readable()));
        return dataSource;
    }
}
