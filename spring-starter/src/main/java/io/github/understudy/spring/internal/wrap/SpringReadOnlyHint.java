package io.github.understudy.spring.internal.wrap;

import java.util.function.BooleanSupplier;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whether the thread's transaction only reads, for those that do not tell the connection: Hibernate with
 * {@code DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION}, for example. Where the thread works with several data
 * sources at once it is not known whose transaction Spring speaks of, and the answer is no.
 */
public final class SpringReadOnlyHint implements BooleanSupplier {
    /** For the auto-configuration. */
    public SpringReadOnlyHint() {}

    @Override
    public boolean getAsBoolean() {
        return TransactionSynchronizationManager.isCurrentTransactionReadOnly() && isOneDataSource();
    }

    private static boolean isOneDataSource() {
        int found = 0;
        for (Object resource :
                TransactionSynchronizationManager.getResourceMap().values()) {
            if (resource instanceof ConnectionHolder) {
                found++;
            }
        }
        return found <= 1;
    }
}
