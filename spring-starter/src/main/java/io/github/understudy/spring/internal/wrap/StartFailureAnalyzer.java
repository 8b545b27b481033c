package io.github.understudy.spring.internal.wrap;

import io.github.understudy.exception.StartException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when no server answers at start. */
final class StartFailureAnalyzer extends AbstractFailureAnalyzer<StartException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Look whether the servers run, and whether host, port and account in spring.datasource.* are right. To wait"
                        + " longer for them set understudy.start-timeout; to start without them set"
                        + " understudy.spring.fail-fast=false.",
                cause);
    }
}
