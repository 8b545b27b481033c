package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.spring.UnderstudyProperties;
import io.github.understudy.spring.UnderstudyProperties.Mode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Puts Understudy around (or inside of) each Hikari pool on MySQL or MariaDB, when the application has configured it.
 * First of all post-processors that wrap, so that what others put around the data source is around ours. Ends it just
 * before Spring ends the pool, so that the last requests of a graceful shutdown can still fail over.
 */
public final class DataSourceWrapping implements DestructionAwareBeanPostProcessor, PriorityOrdered {
    private static final Logger LOG = LoggerFactory.getLogger(DataSourceWrapping.class);

    /** After those that configure the pool, which have the first few places. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    private final Map<HikariDataSource, Start> served = new ConcurrentHashMap<>();
    private final BoundSettings settings;
    private final UnderstudyProperties.Spring how;
    private final BooleanSupplier readOnlyHint;
    private final BiConsumer<String, UnderstudyDataSource> onStarted;

    /**
     * @param readOnlyHint whether the thread's transaction only reads
     * @param onStarted told of each data source, with its bean's name
     */
    public DataSourceWrapping(
            Environment environment, BooleanSupplier readOnlyHint, BiConsumer<String, UnderstudyDataSource> onStarted) {
        this.settings = new BoundSettings(environment);
        this.how = Binder.get(environment)
                .bindOrCreate("understudy", UnderstudyProperties.class)
                .spring();
        this.readOnlyHint = readOnlyHint;
        this.onStarted = onStarted;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (how.mode() == Mode.INSIDE && bean instanceof HikariDataSource pool && isServed(pool, beanName)) {
            if (pool.isRunning()) {
                LOG.warn(
                        "{} is left as it is: it has connections already, and understudy.spring.mode=inside must come"
                                + " before. Make it by new HikariDataSource() and its setters",
                        beanName);
            } else {
                pool.setDataSource(new InnerDataSource(serve(pool, beanName)));
            }
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof UnderstudyDataSource own) {
            onStarted.accept(beanName, own);
        } else if (how.mode() == Mode.AROUND && bean instanceof HikariDataSource pool && isServed(pool, beanName)) {
            Start start = serve(pool, beanName);
            Idle.letGo(pool);
            return new WrappedDataSource(pool, start);
        } else if (bean instanceof DataSource && !(bean instanceof HikariDataSource)) {
            LOG.debug("{} is left as it is: {} is not a HikariDataSource", beanName, bean.getClass());
        }
        return bean;
    }

    private boolean isServed(HikariDataSource pool, String beanName) {
        String reason = reasonToLeave(pool, beanName);
        if (reason != null) {
            LOG.debug("{} is left as it is: {}", beanName, reason);
        }
        return reason == null;
    }

    private @Nullable String reasonToLeave(HikariDataSource pool, String beanName) {
        if (ScopedProxyUtils.isScopedTarget(beanName)) {
            return "it is made anew whenever its configuration changes";
        }
        if (!settings.isEnabled(beanName)) {
            return "understudy.enabled or understudy.datasources." + beanName + ".enabled is false";
        }
        if (pool.getDataSource() != null || pool.getDataSourceClassName() != null) {
            return "it has a data source of its own, and no URL";
        }
        return Urls.isServed(pool.getJdbcUrl()) ? null : "its URL is not one of MySQL or MariaDB";
    }

    private Start serve(HikariDataSource pool, String beanName) {
        HikariConfig template = settings.template(beanName, pool);
        Start start = new Start(
                () -> builder(template, beanName).build(), dataSource -> onStarted.accept(beanName, dataSource));
        start.now(how.failFast());
        served.put(pool, start);
        return start;
    }

    private UnderstudyBuilder builder(HikariConfig template, String beanName) {
        UnderstudyBuilder builder = UnderstudyDataSource.builder()
                .url(template.getJdbcUrl())
                .pool(template)
                .readOnlyHint(readOnlyHint);
        settings.applyTo(builder, beanName);
        return builder.set(Setting.NAME, settings.name(beanName, template))
                .properties(template.getDataSourceProperties());
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return bean instanceof HikariDataSource pool && served.containsKey(pool);
    }

    /** Gets the pool itself, and not what is around it. */
    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        Start ended = bean instanceof HikariDataSource pool ? served.remove(pool) : null;
        if (ended != null) {
            ended.close();
        }
    }
}
