package io.github.understudy.event;

/**
 * Is told of every {@link ClusterEvent}, in order, on a thread of the library that does nothing else; a slow listener
 * delays other listeners but no request and no decision. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface ClusterListener {

    void onEvent(ClusterEvent event);
}
