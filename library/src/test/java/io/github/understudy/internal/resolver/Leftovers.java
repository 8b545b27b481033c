package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who was writable already while another one was the source, by all that was said so far: nobody has promoted it since,
 * so the writes must not go there. It knows what the resolver could know, and no more.
 */
final class Leftovers {
    private final FakeCluster cluster;
    private final Map<NodeId, Observation> heard = new HashMap<>();
    private final Map<NodeId, Long> heardAt = new HashMap<>();
    private final Map<NodeId, Long> writableSince = new HashMap<>();
    private @Nullable FakeServer known;
    private long knownAt;
    private long now;

    Leftovers(FakeCluster cluster) {
        this.cluster = cluster;
    }

    /** It need not have been read-only before. */
    void promoted(FakeServer server) {
        writableSince.remove(server.id);
    }

    /** True if it is not to be written to before somebody makes it read-only and writable again. */
    boolean isForbidden(FakeServer server) {
        FakeServer former = known;
        return former != null && former != server && !former.answers() && isLeftover(server, former);
    }

    /** After each probe. @return who is written to although he was replaced, empty if nobody is */
    String look() {
        now++;
        cluster.told.forEach((id, told) -> {
            if (heard.put(id, told) != told) {
                hear(id, told);
            }
        });
        FakeServer source = cluster.source();
        FakeServer former = known;
        if (source == null || source == former) {
            return "";
        }
        boolean leftover = former != null && isLeftover(source, former);
        known = source;
        // Another one's silence may have made it the source; when it said so itself is longer ago.
        knownAt = heardAt.getOrDefault(source.id, now);
        return leftover ? source + " after " + former : "";
    }

    private void hear(NodeId id, Observation told) {
        heardAt.put(id, now);
        if (!told.isWritable() || !ours(told).isEmpty()) {
            writableSince.remove(id);
            return;
        }
        writableSince.putIfAbsent(id, now);
        if (known != null && known == cluster.source() && known.id.equals(id)) {
            knownAt = now;
        }
    }

    private boolean isLeftover(FakeServer server, FakeServer former) {
        Long since = writableSince.get(server.id);
        if (since == null || since > knownAt || isFollowed(server)) {
            return false;
        }
        Long formerSince = writableSince.get(former.id);
        boolean replaced = formerSince != null && since < formerSince;
        return replaced || !hasAll(server, former);
    }

    private boolean isFollowed(FakeServer server) {
        return cluster.told.values().stream()
                .flatMap(told -> ours(told).stream())
                .anyMatch(channel -> channel.receiverOn() && server.id.equals(channel.sourceId()));
    }

    private boolean hasAll(FakeServer server, FakeServer former) {
        GtidSet one = gtids(server);
        GtidSet other = gtids(former);
        return one != null && other != null && one.contains(other);
    }

    private @Nullable GtidSet gtids(FakeServer server) {
        Observation told = heard.get(server.id);
        return told == null ? null : told.gtids();
    }

    /** The channels that do not lead to another cluster. */
    List<Channel> ours(Observation told) {
        Endpoint stranger = cluster.stranger.endpoint;
        return told.channels() == null
                ? List.of()
                : told.channels().stream()
                        .filter(channel -> !channel.source().equals(stranger))
                        .toList();
    }
}
