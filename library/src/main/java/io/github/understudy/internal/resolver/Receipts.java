package io.github.understudy.internal.resolver;

import java.util.List;

/**
 * What a replica's receivers had got when it was asked, and when that last became more. Immutable.
 *
 * @param marks how far each receiver was
 * @param grown true if they were seen to move at all
 * @param grownNanos when they were first seen as they are
 * @param beforeNanos when they were last seen otherwise
 * @param seenNanos when they were last seen
 */
record Receipts(List<String> marks, boolean grown, long grownNanos, long beforeNanos, long seenNanos) {
    static final Receipts NONE = new Receipts(List.of(), false, 0, 0, 0);

    Receipts seen(List<Channel> channels, long nanos) {
        List<String> now = channels.stream().map(Channel::received).toList();
        if (now.equals(marks)) {
            return new Receipts(marks, grown, grownNanos, beforeNanos, nanos);
        }
        // As many receivers as before: otherwise they were set up anew, and nothing has arrived by that.
        boolean comparable = now.size() == marks.size();
        return new Receipts(now, comparable, nanos, seenNanos, nanos);
    }

    /**
     * True if something arrived between two looks of which even the first was after this moment, and the second is no
     * older than the given age.
     */
    boolean haveGrownSince(long sinceNanos, long nowNanos, long mostAgeNanos) {
        return grown && beforeNanos - sinceNanos >= 0 && nowNanos - grownNanos <= mostAgeNanos;
    }
}
