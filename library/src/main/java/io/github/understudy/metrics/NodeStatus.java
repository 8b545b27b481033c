package io.github.understudy.metrics;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Node;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One node as a data source sees and uses it at one moment. Immutable.
 *
 * @param node what the server is: address, role, state, lag, and why
 * @param code what was last found of it, {@link VerdictCode#NONE} if all is well
 * @param reads whether it takes ordinary reads now
 * @param writes whether it takes writes now
 * @param drained whether the application has taken it out of service
 * @param pool the connections to it
 * @param breaker what came of connecting to it
 * @param responseTime how long it usually needs to answer a probe, the way there and back included, over a connection that
 *     is open already; newer answers count more. Null if that was never measured
 * @param traffic what has gone there
 */
public record NodeStatus(
        Node node,
        VerdictCode code,
        Eligibility reads,
        Eligibility writes,
        boolean drained,
        PoolUsage pool,
        BreakerState breaker,
        @Nullable Duration responseTime,
        Traffic traffic) {}
