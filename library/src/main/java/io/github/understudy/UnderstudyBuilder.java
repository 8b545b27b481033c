package io.github.understudy;

import com.zaxxer.hikari.HikariConfig;
import io.github.understudy.event.ClusterListener;
import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.exception.StartException;
import io.github.understudy.internal.pool.DriverKind;
import io.github.understudy.internal.pool.NameLookup;
import io.github.understudy.internal.pool.SystemNames;
import java.sql.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects the configuration of an {@link UnderstudyDataSource}. Nothing is checked and nothing is started before
 * {@link #build}. Not thread-safe.
 */
public final class UnderstudyBuilder {
    /** Driver settings that would undo what this library guarantees, each with the reason. */
    private static final Map<String, String> REFUSED = Map.of(
            "autoReconnect", "the driver would lose the session silently; reconnecting is this library's work",
            "autoReconnectForPools", "the driver would lose the session silently; reconnecting is this library's work",
            "socketFactory", "the library needs its own, to free threads from dead servers",
            "dnsSrv", "the driver's own multi-host mode can't be used under this library",
            "transactionReplay", "the driver repeats transactions without comparing their results",
            "pool", "the driver's own pool outlives the data source; this library has a pool for each node",
            "localSocket", "it leads to one server whatever the host, so failover could not leave it");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Properties driverProperties = new Properties();
    private final Properties poolProperties = new Properties();
    private NameLookup names = new SystemNames();
    private final Map<String, String> groupProperties = new LinkedHashMap<>();
    private final List<ClusterListener> listeners = new ArrayList<>();
    private @Nullable String url;
    private @Nullable HikariConfig template;
    private @Nullable Driver driver;
    private BooleanSupplier readOnlyHint = () -> false;

    UnderstudyBuilder() {}

    /**
     * Where the cluster is: {@code jdbc:understudy:mysql://host[:port][,host…]/database[?key=value&…]}; also
     * {@code jdbc:mysql://…}, and {@code mariadb} for MariaDB Connector/J. One host is enough: the others are found.
     * Properties of the URL are the driver's; those that begin with {@value Setting#PREFIX} are the library's.
     */
    public UnderstudyBuilder url(String url) {
        this.url = url;
        return this;
    }

    /** The application's account. */
    public UnderstudyBuilder user(String user) {
        driverProperties.setProperty("user", user);
        return this;
    }

    /** The password of the account. */
    public UnderstudyBuilder password(String password) {
        driverProperties.setProperty("password", password);
        return this;
    }

    /**
     * A property by its full key: one of the library, of a pool ({@value Setting#POOL_PREFIX}…), of a group ({@value
     * Setting#GROUP_PREFIX}NAME…), or of the driver.
     */
    public UnderstudyBuilder property(String key, String value) {
        if (key.startsWith(Setting.POOL_PREFIX)) {
            poolProperties.setProperty(key.substring(Setting.POOL_PREFIX.length()), value);
        } else if (key.startsWith(Setting.GROUP_PREFIX)) {
            groupProperties.put(key.substring(Setting.GROUP_PREFIX.length()), value);
        } else if (key.startsWith(Setting.PREFIX)) {
            settings.put(key, value);
        } else {
            driverProperties.setProperty(key, value);
        }
        return this;
    }

    /** Several properties, as {@link #property(String, String)}. */
    public UnderstudyBuilder properties(Properties properties) {
        properties.stringPropertyNames().forEach(key -> property(key, properties.getProperty(key)));
        return this;
    }

    /** A setting of the library, as text. */
    public UnderstudyBuilder set(Setting setting, String value) {
        settings.put(setting.key(), value);
        return this;
    }

    /** A setting of the library that is a time. */
    public UnderstudyBuilder set(Setting setting, Duration value) {
        return set(setting, value.toMillis() + "ms");
    }

    /**
     * Hikari's settings for every node's pool: sizes, lifetimes, what a new connection starts with. Its URL, data source
     * and driver are not used. Its connection timeout becomes {@link Setting#WAIT_TIMEOUT} unless that is set.
     */
    public UnderstudyBuilder pool(HikariConfig template) {
        this.template = template;
        return this;
    }

    /** How many connections to each node there may be; Hikari's default is 10. */
    public UnderstudyBuilder maximumPoolSize(int size) {
        poolProperties.setProperty("maximumPoolSize", Integer.toString(size));
        return this;
    }

    /** Is told of everything that happens to the cluster. */
    public UnderstudyBuilder listener(ClusterListener listener) {
        listeners.add(listener);
        return this;
    }

    /** The driver to use instead of the one that the URL names; it must understand the same URLs and properties. */
    public UnderstudyBuilder driver(Driver driver) {
        this.driver = driver;
        return this;
    }

    /**
     * Tells whether the calling thread is in work that only reads, for frameworks that know it and do not always say so
     * by {@link java.sql.Connection#setReadOnly}. It is asked before the first statement of a transaction, and before
     * autocommit reads where {@code understudy.routing} is {@code transaction}; not on connections that are read-only.
     * A transaction that begins with a read goes to a replica then, and refuses writes. Must be quick and thread-safe, and
     * must not throw. Default: never.
     */
    public UnderstudyBuilder readOnlyHint(BooleanSupplier hint) {
        this.readOnlyHint = hint;
        return this;
    }

    /**
     * Checks the configuration, starts to watch the cluster, and returns when a server is known; at once where all is
     * well.
     *
     * @throws ConfigurationException if anything in the configuration is wrong; it names all problems
     * @throws StartException if no server could be used in time; nothing is left running
     */
    public UnderstudyDataSource build() {
        List<String> problems = new ArrayList<>();
        JdbcUrl parsed = parsedUrl(problems);
        parsed.properties().forEach(this::property);
        checkKeys(problems);
        HikariConfig pool = poolTemplate(problems);
        useAccountOf(pool);
        Driver used = driver != null ? driver : load(parsed.kind(), problems);
        UnderstudyConfig config = UnderstudyConfig.of(
                parsed, driverProperties, withDefaults(pool), groupProperties, pool, listeners, problems);
        return UnderstudyDataSource.start(config, java.util.Objects.requireNonNull(used), readOnlyHint, names);
    }

    /** What looks names up instead of the runtime. */
    UnderstudyBuilder names(NameLookup lookup) {
        this.names = lookup;
        return this;
    }

    private JdbcUrl parsedUrl(List<String> problems) {
        if (url == null) {
            problems.add("no URL is given: call url(\"jdbc:understudy:mysql://host1,host2/database\")");
            return new JdbcUrl(DriverKind.CONNECTOR_J, List.of(), List.of(), "", Map.of());
        }
        return JdbcUrl.parse(url, problems);
    }

    private void checkKeys(List<String> problems) {
        Set<String> known = Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toSet());
        settings.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add("the property '" + key + "' is not known" + nearest(key, known)));
        driverProperties
                .stringPropertyNames()
                .forEach(key -> REFUSED.forEach((refused, why) -> {
                    boolean off = "false".equalsIgnoreCase(driverProperties.getProperty(key));
                    if (key.equalsIgnoreCase(refused) && !off) {
                        problems.add("the driver's property '" + key + "' can't be used: " + why);
                    }
                }));
        driverProperties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("loadBalance") || key.startsWith("replication") || key.startsWith("ha."))
                .forEach(key -> problems.add("the driver's property '" + key
                        + "' belongs to its own multi-host mode, which can't be used under this library"));
    }

    private static String nearest(String key, Set<String> known) {
        String bare = key.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "");
        return known.stream()
                .filter(each ->
                        each.replaceAll("[^a-z]", "").contains(bare) || bare.contains(each.replaceAll("[^a-z]", "")))
                .min(java.util.Comparator.comparingInt(each -> Math.abs(each.length() - key.length())))
                .map(each -> "; did you mean '" + each + "'?")
                .orElse("");
    }

    private HikariConfig poolTemplate(List<String> problems) {
        HikariConfig pool = new HikariConfig();
        if (template != null) {
            template.copyStateTo(pool);
        }
        try {
            com.zaxxer.hikari.util.PropertyElf.setTargetFromProperties(pool, poolProperties);
        } catch (RuntimeException e) {
            problems.add("one of the properties " + Setting.POOL_PREFIX + poolProperties.stringPropertyNames()
                    + " is not one of HikariCP's or has a wrong value: " + e.getMessage());
        }
        return pool;
    }

    /** The template's account serves where none is given otherwise. */
    private void useAccountOf(HikariConfig pool) {
        if (pool.getUsername() != null) {
            driverProperties.putIfAbsent("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            driverProperties.putIfAbsent("password", pool.getPassword());
        }
    }

    private Map<String, String> withDefaults(HikariConfig pool) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (template != null || poolProperties.containsKey("connectionTimeout")) {
            all.putIfAbsent(Setting.WAIT_TIMEOUT.key(), Long.toString(pool.getConnectionTimeout()));
        }
        String driversOwn = driverProperties.getProperty("connectTimeout");
        if (driversOwn != null && driversOwn.matches("[1-9]\\d*")) {
            all.putIfAbsent(Setting.CONNECT_TIMEOUT.key(), driversOwn);
        }
        return all;
    }

    private static @Nullable Driver load(DriverKind kind, List<String> problems) {
        try {
            return (Driver)
                    Class.forName(kind.className()).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            problems.add("the driver " + kind.className() + " is not on the class path: add " + kind.artifact());
            return null;
        }
    }
}
