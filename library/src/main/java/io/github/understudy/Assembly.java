package io.github.understudy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.understudy.consistency.Consistency;
import io.github.understudy.event.EventType;
import io.github.understudy.exception.StartException;
import io.github.understudy.internal.consistency.Causalities;
import io.github.understudy.internal.consistency.TokenCodec;
import io.github.understudy.internal.failover.Checkout;
import io.github.understudy.internal.failover.CommitLedger;
import io.github.understudy.internal.failover.Drains;
import io.github.understudy.internal.failover.FreshReads;
import io.github.understudy.internal.failover.Gate;
import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.failover.ThreadConsistency;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.flight.Flight;
import io.github.understudy.internal.insight.StatementInsight;
import io.github.understudy.internal.jdbc.JdbcContext;
import io.github.understudy.internal.jdbc.JdbcDefaults;
import io.github.understudy.internal.monitor.Consequences;
import io.github.understudy.internal.monitor.Monitor;
import io.github.understudy.internal.monitor.MonitorSettings;
import io.github.understudy.internal.monitor.Monitors;
import io.github.understudy.internal.monitor.SeedSource;
import io.github.understudy.internal.monitor.Threads;
import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.Connector;
import io.github.understudy.internal.pool.NameLookup;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.pool.PoolSettings;
import io.github.understudy.internal.pool.Returns;
import io.github.understudy.internal.resolver.Resolver;
import io.github.understudy.internal.resolver.ResolverSettings;
import io.github.understudy.internal.routing.Fitness;
import io.github.understudy.internal.routing.GroupFallback;
import io.github.understudy.internal.routing.Nearness;
import io.github.understudy.internal.routing.Router;
import io.github.understudy.internal.routing.RoutingMode;
import io.github.understudy.internal.routing.RoutingRules;
import io.github.understudy.internal.routing.Suitability;
import io.github.understudy.internal.routing.Warmth;
import io.github.understudy.internal.routing.ZoneWrites;
import io.github.understudy.internal.sql.StatementClassifier;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.Topology;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wires the parts of one data source together. */
final class Assembly {
    private static final int TIMEOUTS_TO_DOWN = 2;
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final UnderstudyConfig config;
    private final Threads threads;
    private final LiveTopology live;
    private final NodePools pools;
    private final Drains drains;
    private final Gate gate;
    private final Consequences consequences;
    private final Monitor monitor;
    private final Consistency consistency;
    private final CommitLedger ledger;
    private final StatementInsight insight;
    private final JdbcContext jdbc;
    private final NodeStatuses nodes;

    Assembly(UnderstudyConfig config, Driver driver, BooleanSupplier readOnlyHint, NameLookup lookup) {
        this.config = config;
        this.threads = new Threads(config.name());
        // Twice the detection time: as long as a healthy monitor may need to notice, with its own delay.
        ZoneWrites zoneWrites =
                new ZoneWrites(config.places().zone(), config.places().writesAfter(), System::nanoTime);
        this.live = new LiveTopology(config.detectionTime().multipliedBy(2).toNanos(), zoneWrites);
        FailureClassifier classifier = new FailureClassifier(live::isGroup);
        Addresses addresses = new Addresses(lookup);
        Connector connector = new Connector(
                driver,
                config.kind(),
                config.url().database(),
                config.driverProperties(),
                config.connectTimeout(),
                threads.monitor(),
                addresses);
        Suspect suspect = new Suspect();
        this.pools = new NodePools(
                new PoolSettings(
                        config.name(), config.pool(), GroupSettings.pools(config.groups()), config.breakerOpenTime()),
                connector,
                classifier,
                (endpoint, failure) -> {
                    if (classifier.classify(failure).whileConnecting() == Failure.CONNECT_FAILED) {
                        suspect.report(endpoint, "connecting failed: " + failure.getMessage());
                    }
                },
                threads.workers());
        MonitorSettings settings = MonitorSettings.of(config.name(), config.detectionTime());
        Flight flight = Flight.ofRuntime();
        this.consequences = new Consequences(config.name(), pools, config.listeners(), threads.events(), flight);
        this.drains = new Drains(live, pools, consequences::tell);
        Nearness nearness = new Nearness(config.places().zone(), config.places().order());
        this.monitor = Monitors.create(
                settings,
                new SeedSource(config.url().seeds(), config.url().services(), lookup),
                addresses,
                new Resolver(resolverSettings(config, addresses)),
                live,
                threads,
                connector.with(monitorProperties(config), config.connectTimeout()),
                config.connectTimeout(),
                classifier,
                pools,
                consequences,
                nearness);
        suspect.monitor = monitor;
        Fitness fitness = fitness(pools, drains, config.warmUp().toNanos());
        Router router = new Router(
                fitness,
                bound -> ThreadLocalRandom.current().nextInt(bound),
                new RoutingRules(nearness, zoneWrites, fallbacks(config)));
        Suitability suitability = new Suitability(router, fitness);
        this.nodes = new NodeStatuses(live, monitor, pools, drains, suitability, node -> mostConnections(config, node));
        this.gate = new Gate(live, config.mostWaiting(), flight);
        Causalities causalities = new Causalities(config.consistency());
        // A lag is known no more exactly than the source and the replica are asked.
        FreshReads reads = new FreshReads(
                live, router, pools, config.readWait(), settings.interval().multipliedBy(2));
        Checkout checkout =
                new Checkout(live, router, pools, gate, classifier, reads, causalities, config.waitTimeout());
        this.consistency = new ThreadConsistency(causalities, new TokenCodec(config.tokenKey()), checkout);
        this.ledger = new CommitLedger(config.ledgerMode(), config.ledger(), live, checkout);
        this.insight = new StatementInsight(config.name(), config.statementDigests(), config.slowStatement(), flight);
        this.jdbc = new JdbcContext(
                checkout,
                classifier,
                new StatementClassifier(),
                monitor,
                routing(config),
                causalities,
                config.replay(),
                ledger,
                insight,
                readOnlyHint,
                defaults(config, driver),
                config.mdc());
    }

    /** The pools report to the monitor, which is made after them since it cuts their connections. */
    private static final class Suspect {
        private volatile @Nullable Monitor monitor;

        void report(io.github.understudy.topology.Endpoint endpoint, String symptom) {
            Monitor known = monitor;
            if (known != null) {
                known.report(endpoint, symptom);
            }
        }
    }

    /** What a server tells of itself can't be known from another one by the statement's text alone. */
    private static RoutingMode routing(UnderstudyConfig config) {
        boolean serversOwn = StatementClassifier.isServersOwn(config.url().database());
        return serversOwn && config.routing() == RoutingMode.STATEMENT ? RoutingMode.TRANSACTION : config.routing();
    }

    private static ResolverSettings resolverSettings(UnderstudyConfig config, Addresses addresses) {
        return new ResolverSettings(
                config.maxLag(),
                config.minReplicas(),
                config.maxLagFloor(),
                TIMEOUTS_TO_DOWN,
                FORGET_NANOS,
                config::isAllowed,
                config::translate,
                endpoint -> config.labels().at(endpoint, addresses.named(endpoint)),
                config.refuseLostWrites(),
                config.writers().with(addresses::named),
                config.readDelayed());
    }

    private static Map<String, GroupFallback> fallbacks(UnderstudyConfig config) {
        return config.groups().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, group -> group.getValue().fallback()));
    }

    /** Hikari fills in its default only when a pool is made. */
    private static int mostConnections(UnderstudyConfig config, Node node) {
        HikariConfig pool =
                GroupSettings.pools(config.groups()).getOrDefault(node.labels().group(), config.pool());
        return pool.getMaximumPoolSize() > 0 ? pool.getMaximumPoolSize() : 10;
    }

    private static Properties monitorProperties(UnderstudyConfig config) {
        Properties properties = new Properties();
        // Only the library's own fixed texts run there. All questions of a probe in one round trip.
        properties.setProperty("allowMultiQueries", "true");
        if (!config.monitorUser().isEmpty()) {
            properties.setProperty("user", config.monitorUser());
            properties.setProperty("password", config.monitorPassword());
        }
        return properties;
    }

    private static Fitness fitness(NodePools pools, Drains drains, long warmUpNanos) {
        return new Fitness() {
            @Override
            public boolean isTripped(Node node) {
                return pools.isTripped(node);
            }

            @Override
            public boolean isDrained(NodeId node, Endpoint at) {
                return drains.isDrained(node, at);
            }

            @Override
            public int load(Node node) {
                return pools.load(node);
            }

            @Override
            public int warmth(Node node) {
                Returns returns = pools.returns();
                if (returns.isNobodyCold()) {
                    return Warmth.WARM;
                }
                int percent = Warmth.percent(returns.sinceReadmitted(node.id(), System.nanoTime()), warmUpNanos);
                if (percent == Warmth.WARM) {
                    returns.warmedUp(node.id());
                }
                return percent;
            }
        };
    }

    private static JdbcDefaults defaults(UnderstudyConfig config, Driver driver) {
        String user = config.driverProperties().getProperty("user", "");
        String timeout = config.driverProperties().getProperty("socketTimeout", "0");
        return new JdbcDefaults(
                config.url().plain(),
                user,
                config.url().database(),
                config.pool().isAutoCommit(),
                config.pool().isReadOnly(),
                timeout.matches("\\d{1,9}") ? Integer.parseInt(timeout) : 0,
                config.kind(),
                driver.getMajorVersion(),
                driver.getMinorVersion());
    }

    void start() {
        monitor.start();
        List<String> failures = Startup.await(monitor, live, config.startTimeout());
        if (!failures.isEmpty()) {
            throw new StartException("Understudy can't start: none of the configured servers can be used:\n  - "
                    + String.join("\n  - ", failures));
        }
        if (ledger.isOn()) {
            new LedgerUpkeep(ledger, live, threads).start();
        }
    }

    String name() {
        return config.name();
    }

    Gate gate() {
        return gate;
    }

    long count(EventType type) {
        return consequences.count(type);
    }

    Consequences consequences() {
        return consequences;
    }

    Monitor monitor() {
        return monitor;
    }

    NodeStatuses nodes() {
        return nodes;
    }

    void measure(MetricsTrackerFactory factory) {
        pools.measure(factory);
    }

    StatementInsight insight() {
        return insight;
    }

    Drains drains() {
        return drains;
    }

    Topology topology() {
        return live.current();
    }

    boolean acceptLostWrites() {
        return monitor.acceptLostWrites();
    }

    Consistency consistency() {
        return consistency;
    }

    JdbcContext jdbc() {
        return jdbc;
    }

    void later(Runnable task, long delay, TimeUnit unit) {
        threads.later(task, delay, unit);
    }

    void close() {
        monitor.close();
        pools.close();
        threads.close();
    }
}
