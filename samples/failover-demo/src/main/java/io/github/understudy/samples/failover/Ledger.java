package io.github.understudy.samples.failover;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the customers were told about their orders, to be compared with the database in the end. Safe for use by several
 * threads.
 */
final class Ledger {
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    void record(Order order, Answer answer) {
        (answer.isSuccess() ? acknowledged : failed).add(order.id());
    }

    /** Must be in the database, once. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** May be in the database, once. */
    Set<String> failed() {
        return Set.copyOf(failed);
    }
}
