package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Warns, once the application has started, of what goes past Understudy or was meant for a data source that is not there. */
public final class LookAround implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(LookAround.class);

    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    public LookAround(ConfigurableListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        BoundSettings settings = new BoundSettings(environment);
        for (String name : beans.getBeanNamesForType(DataSource.class, true, false)) {
            // Those that are not needed yet are not made for this.
            if (beans.getSingleton(name) instanceof HikariDataSource pool
                    && pool.getDataSource() == null
                    && Urls.isServed(pool.getJdbcUrl())
                    && settings.isEnabled(name)) {
                LOG.warn(
                        "The data source {} was made before Understudy could serve it, by a bean that is needed very"
                                + " early: it works as it would without Understudy",
                        name);
            } else if (beans.getSingleton(name) instanceof WrappedDataSource wrapped) {
                Idle.letGo(wrapped.pool());
            }
        }
        warnOfStrangers();
        warnOfMigrations();
    }

    private void warnOfStrangers() {
        List<String> known = List.of(beans.getBeanNamesForType(DataSource.class, true, false)).stream()
                .map(LookAround::bare)
                .toList();
        Binder.get(environment)
                .bind("understudy.datasources", Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .keySet()
                .stream()
                .filter(name -> !known.contains(bare(name)))
                .forEach(name -> LOG.warn(
                        "understudy.datasources.{} is for a data source that is not there; there are {}", name, known));
    }

    /** Such migrations connect to the host in the URL, whether it is the source or not. */
    private void warnOfMigrations() {
        String past = List.of("flyway", "liquibase").stream()
                .filter(tool -> has("spring." + tool + ".user") || has("spring." + tool + ".url"))
                .filter(tool -> !"false".equals(environment.getProperty("spring." + tool + ".enabled")))
                .collect(Collectors.joining(" and "));
        if (!past.isEmpty()) {
            LOG.warn(
                    "{} has an account or a URL of its own, and goes past Understudy to the host that its URL names:"
                            + " that must be the source",
                    past);
        }
    }

    private boolean has(String property) {
        return Binder.get(environment)
                .bind(ConfigurationPropertyName.of(property), Bindable.of(String.class))
                .isBound();
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
