package io.github.understudy.spring.internal.wrap;

import io.github.understudy.exception.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names all that is wrong with the configuration. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct these in the application's configuration (understudy.*, spring.datasource.*, or the JDBC URL). To"
                        + " start without Understudy set understudy.enabled=false.",
                cause);
    }
}
