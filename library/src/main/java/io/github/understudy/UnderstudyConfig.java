package io.github.understudy;

import com.zaxxer.hikari.HikariConfig;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.event.ClusterListener;
import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.internal.ledger.LedgerMode;
import io.github.understudy.internal.ledger.LedgerTable;
import io.github.understudy.internal.pool.DriverKind;
import io.github.understudy.internal.replay.ReplayMode;
import io.github.understudy.internal.replay.ReplaySettings;
import io.github.understudy.internal.resolver.WriterRules;
import io.github.understudy.internal.routing.RoutingMode;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All settings of one data source, validated. Immutable, but for the pool template, which is private to it. */
record UnderstudyConfig(
        String name,
        JdbcUrl url,
        Properties driverProperties,
        HikariConfig pool,
        Duration detectionTime,
        Duration waitTimeout,
        int mostWaiting,
        Duration startTimeout,
        Duration connectTimeout,
        Duration maxLag,
        int minReplicas,
        Duration maxLagFloor,
        RoutingMode routing,
        ConsistencyLevel consistency,
        Duration readWait,
        String tokenKey,
        boolean discovery,
        List<Pattern> allowed,
        AddressMap addresses,
        String monitorUser,
        String monitorPassword,
        Duration breakerOpenTime,
        Places places,
        NodeLabels labels,
        Map<String, GroupSettings> groups,
        Duration warmUp,
        ReplaySettings replay,
        LedgerMode ledgerMode,
        @Nullable LedgerTable ledger,
        boolean refuseLostWrites,
        WriterRules writers,
        boolean readDelayed,
        int statementDigests,
        Duration slowStatement,
        boolean mdc,
        List<ClusterListener> listeners) {

    /** Where it is not given, it does not contradict a higher max-lag. */
    private static Duration maxLagFloor(SettingValues values, Map<String, String> settings) {
        Duration floor = values.duration(Setting.MAX_LAG_FLOOR, Duration.ofMillis(1), Duration.ofDays(365));
        Duration maxLag = values.duration(Setting.MAX_LAG, Duration.ZERO, Duration.ofDays(365));
        boolean given = settings.containsKey(Setting.MAX_LAG_FLOOR.key());
        return given || floor.compareTo(maxLag) > 0 ? floor : maxLag;
    }

    /** In the data source's own database: the application may choose another one for a while. Null if it is off. */
    private static @Nullable LedgerTable ledger(SettingValues values, JdbcUrl url, List<String> problems) {
        String name = values.text(Setting.LEDGER_TABLE).strip();
        boolean on = values.choice(Setting.LEDGER, LedgerMode.class) != LedgerMode.OFF;
        boolean qualified = name.indexOf('.') >= 0;
        try {
            if (on && !qualified && url.database().isEmpty()) {
                throw new IllegalArgumentException("the URL names no database, so it must be database.table");
            }
            LedgerTable table = LedgerTable.of(qualified || !on ? name : url.database() + "." + name);
            return on ? table : null;
        } catch (IllegalArgumentException e) {
            problems.add(Setting.LEDGER_TABLE.key() + " = '" + name + "': " + e.getMessage());
            return null;
        }
    }

    private enum Writers {
        ONE,
        ALL
    }

    /** All nodes write: then nobody takes anything back from another one. */
    private static WriterRules writers(SettingValues values, List<String> problems) {
        boolean failBack = values.flag(Setting.FAIL_BACK);
        boolean all = values.choice(Setting.WRITERS, Writers.class) == Writers.ALL;
        if (failBack && all) {
            problems.add(
                    Setting.FAIL_BACK.key() + " = 'true' means nothing with " + Setting.WRITERS.key() + " = 'all'");
        }
        return new WriterRules(failBack, all, NodeLabels.priorities(values));
    }

    private enum OnLostWrites {
        CONTINUE,
        REFUSE
    }

    /** Without passwords and driver properties. */
    @Override
    public String toString() {
        return name + " on " + url.plain();
    }

    DriverKind kind() {
        return url.kind();
    }

    boolean isAllowed(Endpoint endpoint) {
        return discovery
                && allowed.stream()
                        .anyMatch(
                                pattern -> pattern.matcher(endpoint.toString()).matches());
    }

    Endpoint translate(Endpoint endpoint) {
        return addresses.translate(endpoint);
    }

    /**
     * @throws ConfigurationException with all problems, if there is any
     */
    static UnderstudyConfig of(
            JdbcUrl url,
            Properties driverProperties,
            Map<String, String> settings,
            Map<String, String> groupProperties,
            HikariConfig pool,
            List<ClusterListener> listeners,
            List<String> problems) {
        SettingValues values = new SettingValues(settings, problems);
        Duration aMoment = Duration.ofMillis(1);
        Duration anHour = Duration.ofHours(1);
        NodeLabels labels = NodeLabels.of(values);
        Map<String, GroupSettings> groups =
                GroupSettings.of(groupProperties, new TreeSet<>(labels.groupNames()), pool, problems);
        UnderstudyConfig config = new UnderstudyConfig(
                values.text(Setting.NAME),
                url,
                driverProperties,
                pool,
                values.duration(Setting.DETECTION_TIME, Duration.ofMillis(300), Duration.ofSeconds(60)),
                values.duration(Setting.WAIT_TIMEOUT, aMoment, anHour),
                values.number(Setting.MOST_WAITING, 0, 1_000_000),
                values.duration(Setting.START_TIMEOUT, aMoment, anHour),
                values.duration(Setting.CONNECT_TIMEOUT, Duration.ofMillis(50), Duration.ofSeconds(60)),
                values.duration(Setting.MAX_LAG, aMoment, Duration.ofDays(365)),
                values.number(Setting.MIN_REPLICAS, 0, 1_000),
                maxLagFloor(values, settings),
                values.choice(Setting.ROUTING, RoutingMode.class),
                values.choice(Setting.CONSISTENCY, ConsistencyLevel.class),
                values.duration(Setting.READ_WAIT, Duration.ZERO, Duration.ofMinutes(1)),
                values.text(Setting.TOKEN_KEY),
                values.flag(Setting.DISCOVERY),
                values.patterns(Setting.DISCOVERY_ALLOW),
                values.addresses(Setting.ADDRESS_MAP),
                values.text(Setting.MONITOR_USER),
                values.text(Setting.MONITOR_PASSWORD),
                values.duration(Setting.BREAKER_OPEN_TIME, aMoment, anHour),
                Places.of(values, problems),
                labels.with(groups),
                groups,
                values.duration(Setting.WARM_UP, Duration.ZERO, anHour),
                new ReplaySettings(
                        values.choice(Setting.REPLAY, ReplayMode.class),
                        values.number(Setting.REPLAY_LIMIT, 1, 1_000_000)),
                values.choice(Setting.LEDGER, LedgerMode.class),
                ledger(values, url, problems),
                values.choice(Setting.ON_LOST_WRITES, OnLostWrites.class) == OnLostWrites.REFUSE,
                writers(values, problems),
                values.flag(Setting.READ_DELAYED),
                values.number(Setting.STATEMENT_DIGESTS, 0, 100_000),
                values.duration(Setting.SLOW_STATEMENT, Duration.ZERO, Duration.ofDays(1)),
                values.flag(Setting.MDC),
                List.copyOf(listeners));
        if (config.maxLagFloor.compareTo(config.maxLag) < 0) {
            problems.add(Setting.MAX_LAG_FLOOR.key() + " = '" + values.text(Setting.MAX_LAG_FLOOR) + "' is below "
                    + Setting.MAX_LAG.key() + " = '" + values.text(Setting.MAX_LAG) + "'");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return config;
    }
}
