package io.github.understudy.samples.failover;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.event.EventType;
import java.util.Locale;

/** The library's events in the words of the demo, where the servers have names. For one thread. */
final class EventWords {
    private final Cast cast;
    private long lastTopology = -1;
    private int lastNode = -1;

    EventWords(Cast cast) {
        this.cast = cast;
    }

    Mark mark(ClusterEvent event, long at) {
        int node = event.endpoint() == null ? -1 : cast.at(event.endpoint());
        Mark.Kind kind = isSaid(event, node) ? Mark.Kind.DETAIL : kind(event.type());
        if (kind == Mark.Kind.DECISION) {
            lastTopology = event.topology();
            lastNode = node;
        }
        return new Mark(at, kind, node, label(event.type(), Cast.name(node)), sentence(event));
    }

    /** That a new source, or one that is set aside, serves no reads as a replica goes without saying. */
    private boolean isSaid(ClusterEvent event, int node) {
        return event.type() == EventType.REPLICA_EXCLUDED && event.topology() == lastTopology && node == lastNode;
    }

    private static Mark.Kind kind(EventType type) {
        return switch (type) {
            case SOURCE_ACCEPTED, SOURCE_LOST, NODE_DOWN, NODE_UP, NODE_QUARANTINED, REPLICA_EXCLUDED ->
                Mark.Kind.DECISION;
            default -> Mark.Kind.DETAIL;
        };
    }

    private static String label(EventType type, String name) {
        return switch (type) {
            case SOURCE_ACCEPTED -> "writes go to " + name;
            case SOURCE_LOST -> "no source";
            case NODE_DOWN -> name + " down";
            case NODE_UP -> name + " up";
            case NODE_SUSPECT -> name + " suspect";
            case NODE_QUARANTINED -> name + " quarantined";
            case NODE_DISCOVERED -> name + " discovered";
            case REPLICA_ADMITTED -> name + " serves reads";
            case REPLICA_EXCLUDED -> name + " serves no reads";
            default -> type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private String sentence(ClusterEvent event) {
        String text = event.toString();
        for (int node = 0; node < cast.size(); node++) {
            text = text.replace(cast.node(node).address(), Cast.name(node));
        }
        return text;
    }
}
