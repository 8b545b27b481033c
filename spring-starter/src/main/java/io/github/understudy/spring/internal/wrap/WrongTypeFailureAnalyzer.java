package io.github.understudy.spring.internal.wrap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the application wants the pool itself. */
final class WrongTypeFailureAnalyzer extends AbstractFailureAnalyzer<BeanNotOfRequiredTypeException> {
    static final String ACTION =
            "Inject javax.sql.DataSource instead, and call unwrap(HikariDataSource.class) where the"
                    + " pool's settings are needed. Or set understudy.spring.mode=inside: then the bean stays a HikariDataSource,"
                    + " which takes its connections from Understudy. Or leave it out with"
                    + " understudy.datasources.%s.enabled=false.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanNotOfRequiredTypeException cause) {
        if (!WrappedDataSource.class.isAssignableFrom(cause.getActualType())) {
            return null;
        }
        return new FailureAnalysis(
                "The bean '" + cause.getBeanName() + "' is wanted as a "
                        + cause.getRequiredType().getName()
                        + ", and Understudy is around it: it is a javax.sql.DataSource.",
                ACTION.formatted(cause.getBeanName()),
                cause);
    }
}
