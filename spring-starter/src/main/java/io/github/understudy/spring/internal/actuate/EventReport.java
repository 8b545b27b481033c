package io.github.understudy.spring.internal.actuate;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.VerdictCode;
import org.jspecify.annotations.Nullable;

/**
 * One event, for the endpoint.
 *
 * @param at when, as ISO-8601 in UTC
 * @param code finer than the type; null where the type says it all
 * @param node which node; null if it concerns the cluster
 * @param evidence what the decision rests on; null if there is nothing to add
 */
public record EventReport(
        String at,
        String type,
        @Nullable String code,
        @Nullable String node,
        String reason,
        @Nullable String evidence) {

    static EventReport of(ClusterEvent event) {
        String evidence = event.evidence().toString();
        return new EventReport(
                event.at().toString(),
                event.type().name(),
                event.code() == VerdictCode.NONE ? null : event.code().name(),
                event.endpoint() == null ? null : event.endpoint().toString(),
                event.reason(),
                evidence.isEmpty() ? null : evidence);
    }
}
