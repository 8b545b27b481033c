package io.github.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import io.github.understudy.internal.routing.GroupFallback;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration says of places: zones, groups and addresses, IPv6 included. */
class PlacesTest {
    private final List<String> problems = new ArrayList<>();

    private SettingValues values(Map<Setting, String> given) {
        Map<String, String> texts = new HashMap<>();
        given.forEach((setting, value) -> texts.put(setting.key(), value));
        return new SettingValues(texts, problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *.{zone}.example.org             | db1.fra.example.org:3306  | fra
            *.{zone}.example.org             | db1.example.org:3306      | ''
            db?-{zone}-a.*                   | db7-eu-west-a.local:3306  | eu-west
            {zone}db*:3307                   | amsdb1:3307               | ams
            {zone}db*:3307                   | amsdb1:3306               | ''
            db9=lon, *.{zone}.example.org    | db9:3306                  | lon
            db9=lon, *.{zone}.example.org    | DB2.AMS.Example.Org:1     | ams
            [::1]:3306=here, [fd00::*]=there | [::1]:3306                | here
            [::1]:3306=here, [fd00::*]=there | [fd00::17]:3307           | there
            fd00::*=there                    | [fd00::17]:3307           | there
            *=far                            | [::1]:3306                | far
            """)
    void aZoneIsNamedOrPartOfTheHostsName(String zones, String address, String zone) {
        NodeLabels labels = NodeLabels.of(values(Map.of(Setting.ZONES, zones)));
        assertThat(labels.at(Endpoint.parse(address), Endpoint.parse(address)).zone())
                .isEqualTo(zone);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{zone}.{zone}.example.org", "*.{zone}.example.org=fra", "db{zone}, db one=x", "{zonee}"})
    void aPatternThatCantBeReadIsNamed(String zones) {
        NodeLabels.of(values(Map.of(Setting.ZONES, zones)));
        assertThat(problems).isNotEmpty().allMatch(it -> it.contains("understudy.zones"));
    }

    @Test
    void allThatIsWrongAboutZonesIsNamedAtOnce() {
        Places.of(
                values(Map.of(
                        Setting.ZONE_ORDER, "ams, l o n, ams",
                        Setting.CROSS_ZONE_WRITES, "refuse")),
                problems);
        Places.of(values(Map.of(Setting.CROSS_ZONE_WRITES, "sometimes")), problems);
        assertThat(problems)
                .anyMatch(it -> it.contains("zone-order has 'l o n', which is not the name of a zone"))
                .anyMatch(it -> it.contains("'ams' twice"))
                .anyMatch(it -> it.contains("needs understudy.zone and understudy.zones"))
                .anyMatch(it -> it.contains("'sometimes' is not allow, refuse or a duration"));
    }

    @Test
    void groupsHaveSettingsOfTheirOwn() {
        HikariConfig template = new HikariConfig();
        template.setMaximumPoolSize(9);
        template.setMaxLifetime(60_000);
        Map<String, GroupSettings> groups = GroupSettings.of(
                Map.of(
                        "reporting.max-lag", "5m",
                        "reporting.fallback", "Source",
                        "reporting.pool.maximum-pool-size", "2"),
                Set.of("reporting"),
                template,
                problems);
        GroupSettings group = Objects.requireNonNull(groups.get("reporting"));
        HikariConfig pool = Objects.requireNonNull(group.pool());
        assertThat(problems).isEmpty();
        assertThat(group.maxLag()).isEqualTo(Duration.ofMinutes(5));
        assertThat(group.fallback()).isEqualTo(GroupFallback.SOURCE);
        assertThat(pool.getMaximumPoolSize()).isEqualTo(2);
        assertThat(pool.getMaxLifetime()).isEqualTo(60_000);
    }

    @Test
    void allThatIsWrongAboutGroupsIsNamedAtOnce() {
        GroupSettings.of(
                Map.of(
                        "reporting.max-lag", "soon",
                        "reporting.fallback", "somebody",
                        "reporting.size", "2",
                        "reporting.pool.nothing", "2",
                        "backup.max-lag", "1s"),
                Set.of("reporting"),
                new HikariConfig(),
                problems);
        assertThat(problems)
                .anyMatch(it -> it.contains("understudy.group.reporting.max-lag = 'soon' is not a duration"))
                .anyMatch(it -> it.contains("understudy.group.reporting.fallback = 'somebody' is none of [replicas"))
                .anyMatch(it -> it.contains("'understudy.group.reporting.size' is not known"))
                .anyMatch(it -> it.contains("understudy.group.reporting.pool."))
                .anyMatch(it -> it.contains("of a group that no node is in") && it.contains("has reporting"))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node1:3306=127.0.0.1:4001           | node1:3306              | 127.0.0.1:4001
            node1:3306=127.0.0.1:4001           | node1:3307              | node1:3307
            db1=10.0.0.1                        | db1:3307                | 10.0.0.1:3307
            db1=10.0.0.1:9                      | db1:3307                | 10.0.0.1:9
            *.cluster.local=*.example.org       | db-0.cluster.local:3306 | db-0.example.org:3306
            db-*.pod:3306=gate:1, *.pod=other   | db-7.pod:3306           | gate:1
            db-*.pod:3306=gate:1, *.pod=other   | db-7.pod:3307           | other:3307
            [fd00::1]:3306=[::1]:4001           | [fd00::1]:3306          | [::1]:4001
            [fd00::1]=[::1]                     | [fd00::1]:3306          | [::1]:3306
            172.17.0.2=[::1]:7                  | 172.17.0.2:3306         | [::1]:7
            10.0.0.1=1.1.1.1                    | 10x0x0x1:3306           | 10x0x0x1:3306
            """)
    void addressesAreTranslated(String map, String from, String to) {
        AddressMap addresses = AddressMap.of(map, problems::add);
        assertThat(problems).isEmpty();
        assertThat(addresses.translate(Endpoint.parse(from)).toString()).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=b=c", "a:0=b", "a=b:99999", "a b=c", "a=*", "*.*=x", "=b"})
    void anAddressMapThatCantBeReadIsNamed(String map) {
        AddressMap.of(map, problems::add);
        assertThat(problems).singleElement().asString().contains("is not of the form host[:port]=host[:port]");
    }
}
