package io.github.understudy.internal.pool;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.github.understudy.internal.failure.FailureClassifier;
import java.sql.SQLException;

/** Takes a connection out of its pool when its failure says that it is gone; Hikari's own list misses several codes. */
final class EvictionRule implements SQLExceptionOverride {
    private final FailureClassifier classifier;

    EvictionRule(FailureClassifier classifier) {
        this.classifier = classifier;
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException exception) {
        return classifier.classify(exception).connectionIsGone()
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
