package io.github.understudy.testkit;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements that stop replication. MySQL's applier, when its source has died in the middle of a transaction, waits a
 * minute for the rest before it stops. A restart is quicker.
 */
final class Stubborn {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private Stubborn() {}

    /** Does it; on a server that gives no answer, after a restart. */
    static void tell(TestNode node, DirectLine.Order order) {
        try {
            tellOnce(node, order);
        } catch (ClusterException e) {
            if (!isTimeout(e) || !node.answers()) {
                throw e;
            }
            log.info("{} cannot stop replicating, restarting it", node);
            node.kill();
            node.launch(false);
            tellOnce(node, order);
        }
    }

    /** Does it, or lets the server be as it is if it gives no answer. */
    static void tellOrLetBe(TestNode node, DirectLine.Order order) {
        try {
            tellOnce(node, order);
        } catch (ClusterException e) {
            if (!isTimeout(e)) {
                throw e;
            }
            log.info("{} cannot stop replicating", node);
        }
    }

    private static void tellOnce(TestNode node, DirectLine.Order order) {
        node.ask(ANSWER, session -> {
            order.to(session);
            return true;
        });
    }

    private static boolean isTimeout(@Nullable Throwable e) {
        return e != null && (e instanceof SocketTimeoutException || isTimeout(e.getCause()));
    }
}
