package io.github.understudy.spring.internal.wrap;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The same as {@link WrongTypeFailureAnalyzer}, where the data source was there already when its pool was wanted. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingPoolFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    private final BeanFactory beans;

    MissingPoolFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> wanted = cause.getBeanType();
        if (wanted == null || !HikariConfig.class.isAssignableFrom(wanted)) {
            return null;
        }
        String name = nameOfWrapped();
        return name == null
                ? null
                : new FailureAnalysis(
                        "A bean of type " + wanted.getName() + " is wanted, and Understudy is around '" + name
                                + "': it is a javax.sql.DataSource.",
                        WrongTypeFailureAnalyzer.ACTION.formatted(name),
                        cause);
    }

    private @Nullable String nameOfWrapped() {
        if (!(beans instanceof ListableBeanFactory all)) {
            return null;
        }
        String[] names = all.getBeanNamesForType(WrappedDataSource.class, true, false);
        return names.length == 0 ? null : names[0];
    }
}
