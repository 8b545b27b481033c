package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.HikariConfig;
import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The library's settings as the application's configuration has them: {@code understudy.*} for all data sources, and
 * {@code understudy.datasources.NAME.*} for one. Names are as relaxed as everywhere in Spring Boot.
 */
final class BoundSettings {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("understudy");
    private static final String GROUP = "group";
    private static final ConfigurationPropertyName EACH = PREFIX.append("datasources");

    /** What is below the prefix and no setting of the library: the starter's own, and the testkit's in tests. */
    private static final Set<String> GROUPS = Set.of("spring", "retry", "web", "health", "dashboard", "testkit");

    private static final Set<String> PROCESS = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private static final Set<String> FLAGS = Set.of("true", "false");

    private static final Set<String> KEYS =
            Arrays.stream(Setting.values()).map(BoundSettings::bare).collect(Collectors.toUnmodifiableSet());

    private final Environment environment;
    private final Binder binder;

    BoundSettings(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /**
     * False if the data source is to be left as it is. What is said for all is asked here as well: in an application that
     * was processed ahead of time the auto-configuration's own condition was judged when it was built.
     */
    boolean isEnabled(String beanName) {
        return flag(PREFIX) && flag(of(beanName));
    }

    private boolean flag(ConfigurationPropertyName prefix) {
        return binder.bind(prefix.append("enabled"), Bindable.of(Boolean.class)).orElse(true);
    }

    /** Hikari's settings for the nodes' pools: those of the application's own pool, and what is different for them. */
    HikariConfig template(String beanName, HikariConfig pool) {
        HikariConfig template = new HikariConfig();
        pool.copyStateTo(template);
        binder.bind(PREFIX.append("pool"), Bindable.ofInstance(template));
        binder.bind(of(beanName).append("pool"), Bindable.ofInstance(template));
        return template;
    }

    /** What is not known is handed on as well, so that the library names it with all other problems. */
    void applyTo(UnderstudyBuilder builder, String beanName) {
        for (Setting setting : Setting.values()) {
            String value = value(of(beanName), setting);
            value = value != null ? value : value(PREFIX, setting);
            if (value != null) {
                builder.set(setting, value);
            }
        }
        applyGroups(PREFIX.append(GROUP), builder);
        applyGroups(of(beanName).append(GROUP), builder);
        unknown().forEach(builder::property);
    }

    /** By the names that the configuration has; the library names those that are not known. */
    private void applyGroups(ConfigurationPropertyName prefix, UnderstudyBuilder builder) {
        binder.bind(prefix, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((key, value) -> builder.property(Setting.GROUP_PREFIX + key, value));
    }

    /** What the data source is called in logs and metrics. */
    String name(String beanName, HikariConfig pool) {
        String own = value(of(beanName), Setting.NAME);
        if (own != null) {
            return own;
        }
        String common = value(PREFIX, Setting.NAME);
        if (common == null && pool.getPoolName() != null) {
            return pool.getPoolName();
        }
        String base = common == null ? Setting.NAME.defaultValue() : common;
        return beanName.equals("dataSource") ? base : base + "-" + beanName;
    }

    private @Nullable String value(ConfigurationPropertyName prefix, Setting setting) {
        String value = binder.bind(prefix.append(bare(setting)), Bindable.of(String.class))
                .orElse(null);
        boolean flag = FLAGS.contains(setting.defaultValue());
        // YAML takes the words on and off for true and false.
        return value == null || flag ? value : value.equals("true") ? "on" : value.equals("false") ? "off" : value;
    }

    private static String bare(Setting setting) {
        return setting.key().substring(Setting.PREFIX.length());
    }

    private static ConfigurationPropertyName of(String beanName) {
        String canonical = beanName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return canonical.isEmpty() ? EACH.append("x") : EACH.append(canonical);
    }

    /** Not from the process's variables and properties: other programs, such as the testkit, have theirs there. */
    private Map<String, String> unknown() {
        Map<String, String> unknown = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (!isOfProcess(source) && source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream().filter(name -> !isKnown(name)).forEach(name -> unknown.put(name.toString(), "?"));
            }
        }
        return unknown;
    }

    private static boolean isOfProcess(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> underlying
                && PROCESS.contains(underlying.getName());
    }

    private static boolean isKnown(ConfigurationPropertyName name) {
        if (!PREFIX.isAncestorOf(name)) {
            return true;
        }
        boolean ofOne = EACH.isAncestorOf(name) && name.getNumberOfElements() > 3;
        ConfigurationPropertyName prefix = ofOne ? name.chop(3) : PREFIX;
        String first = name.getElement(prefix.getNumberOfElements(), ConfigurationPropertyName.Form.DASHED);
        return first.equals("enabled")
                || first.equals("pool")
                || first.equals(GROUP)
                || (!ofOne && GROUPS.contains(first))
                || KEYS.stream().map(prefix::append).anyMatch(name::equals);
    }
}
