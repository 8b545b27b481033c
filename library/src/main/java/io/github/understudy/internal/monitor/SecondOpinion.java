package io.github.understudy.internal.monitor;

import io.github.understudy.internal.discovery.Dialect;
import io.github.understudy.internal.pool.NodePool;
import io.github.understudy.internal.pool.NodePools;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.topology.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
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

    /** What the server says of itself; null if it can't be asked now. May wait. */
    @Nullable
    Observation ask(Node source) {
        NodePool pool = pools.existing(source.id());
        if (pool == null || !asking.compareAndSet(false, true)) {
            return null;
        }
        try {
            Connection connection = pool.borrow();
            try (connection) {
                return Dialect.of(connection).observe(connection).overheard();
            } finally {
                pool.returned();
            }
        } catch (SQLException e) {
            LOG.debug("no connection to {} to ask over", source.endpoint(), e);
            return null;
        } finally {
            asking.set(false);
        }
    }
}
