package io.github.understudy.spring;

import io.github.understudy.event.ClusterEvent;

/**
 * Something has happened to the cluster of a data source, or was decided about it. Published to the application's event
 * listeners, in order, on a thread of Understudy that does nothing else:
 *
 * <pre>{@code
 * @EventListener
 * void on(UnderstudyEvent event) {
 *     if (event.event().type() == EventType.SOURCE_ACCEPTED) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * Events from before the application was started are not published; {@code Cluster.recentEvents} has them.
 *
 * @param dataSource the name of the data source's bean
 * @param event what has happened, with its reason
 */
public record UnderstudyEvent(String dataSource, ClusterEvent event) {}
