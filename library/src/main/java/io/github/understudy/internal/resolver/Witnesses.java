package io.github.understudy.internal.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the replicas say of a server that does not answer us. That one is connected proves nothing: a replica notices a
 * frozen or cut off source only after its own network timeout, which may be a minute. What counts is that something
 * arrived there after the server had failed us.
 */
final class Witnesses {
    /** What arrived before this says nothing about now. */
    private static final long MOST_AGE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Members members;
    private final ResolverSettings settings;
    private final long nowNanos;

    Witnesses(Members members, ResolverSettings settings, long nowNanos) {
        this.members = members;
        this.settings = settings;
        this.nowNanos = nowNanos;
    }

    /**
     * What was heard.
     *
     * @param receivers the replicas that still receive from it
     * @param statements what each replica says
     */
    record Testimony(List<String> receivers, List<String> statements) {
        static final Testimony NONE = new Testimony(List.of(), List.of());

        boolean isAlive() {
            return !receivers.isEmpty();
        }
    }

    Testimony about(Member silent) {
        ProbeFailure failure = silent.target().failure();
        if (failure == null || !failure.isUnheard() || silent.observation() == null) {
            return Testimony.NONE;
        }
        List<String> receivers = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (Member replica : members.all()) {
            Channel channel = channelTo(silent, replica);
            if (channel == null || !hasAnsweredSince(replica, silent)) {
                continue;
            }
            String name = replica.target().endpoint().toString();
            boolean receives = isReceiving(channel, replica, silent);
            if (receives) {
                receivers.add(name);
            }
            statements.add(name + " " + statement(channel, receives));
        }
        return new Testimony(receivers, statements);
    }

    /** Who follows several sources belongs to several clusters, and speaks for none. */
    private @Nullable Channel channelTo(Member silent, Member replica) {
        List<Channel> channels = replica.channels();
        return replica != silent
                        && replica.isReachable()
                        && channels.size() == 1
                        && members.sourceOf(channels.get(0), settings) == silent
                ? channels.get(0)
                : null;
    }

    private static boolean hasAnsweredSince(Member replica, Member silent) {
        return replica.target().failure() == null
                && replica.target().lastSeenNanos() - silent.target().failingSinceNanos() >= 0;
    }

    private boolean isReceiving(Channel channel, Member replica, Member silent) {
        return channel.receiving()
                && replica.target()
                        .receipts()
                        .haveGrownSince(silent.target().failingSinceNanos(), nowNanos, MOST_AGE_NANOS);
    }

    private static String statement(Channel channel, boolean receives) {
        if (receives) {
            return "still receives from it";
        }
        if (channel.receiving()) {
            return "is still connected to it, but has not been seen to receive anything since, and may not have noticed";
        }
        String error = channel.error().isEmpty() ? "" : ": " + channel.error();
        return (channel.receiverOn() ? "does not reach it either" : "does not replicate") + error;
    }
}
