package io.github.understudy.internal.resolver;

import io.github.understudy.event.ClusterEvent;
import java.util.List;

/** What the resolver made of a probe. @param state what is known now @param events what has changed by it, in order */
public record Resolution(ClusterState state, List<ClusterEvent> events) {}
