package io.github.understudy.internal.monitor;

import io.github.understudy.internal.discovery.Dialect;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.topology.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server over a connection that the application's pool holds, where it has none left for a probe. That it lives
 * is clear then; whether it still is the source has to be asked, or writes would have to stop. Thread-safe.
 */
final class SecondOpinion {
    private static final Logger LOG = LoggerFactory.getLogger(SecondOpinion.class);

    private final NodePools pools;
    private final AtomicBoolean asking = new AtomicBoolean();

    SecondOpinion(NodePools pools) {
        this.pools = pools;
    }

    /** True if the server says that it still is what it was; false if not, or if it can't be asked now. May wait. */
    boolean isStillSource(Node source) {
        NodePool pool = pools.existing(source.id());
        if (pool == null || !asking.compareAndSet(false, true)) {
            return false;
        }
        try {
            Connection connection = pool.borrow();
            try (connection) {
                return isSource(source, Dialect.of(connection).observe(connection));
            } finally {
                pool.returned();
            }
        } catch (SQLException e) {
            LOG.debug("no connection to {} to ask over", source.endpoint(), e);
            return false;
        } finally {
            asking.set(false);
        }
    }

    private static boolean isSource(Node source, Observation seen) {
        return seen.id().equals(source.id()) && seen.looksLikeSource();
    }
}
