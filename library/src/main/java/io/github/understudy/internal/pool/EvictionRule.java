package io.github.understudy.internal.pool;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.github.understudy.internal.failure.FailureClassifier;
import java.sql.SQLException;

/**
 * Takes a connection out of its pool when its failure says that it is gone, and only then. Hikari's own list misses
 * several codes, and it takes connections away that are as good as before, with the transaction that is open on them:
 * after a call that the driver does not support, and after a query timeout with MariaDB's driver.
 */
final class EvictionRule implements SQLExceptionOverride {
    private final FailureClassifier classifier;

    EvictionRule(FailureClassifier classifier) {
        this.classifier = classifier;
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException exception) {
        return classifier.classify(exception).connectionIsGone()
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.DO_NOT_EVICT;
    }
}
