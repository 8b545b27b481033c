package io.github.understudy.internal.resolver;

import java.util.List;

/**
 * The transactions that servers have acknowledged to this data source, as long as some replica may not have them: such a
 * one may be promoted. Immutable.
 *
 * @param fresh told since the source was asked last: it may have answered before it had them
 * @param ripe told before that
 * @param forgotten true if there were too many to keep, so that more may have been acknowledged than is known
 * @param untold true if there were writes of which the driver does not tell
 */
record Acknowledged(Transactions fresh, Transactions ripe, boolean forgotten, boolean untold) {
    static final Acknowledged NOTHING = new Acknowledged(Transactions.NONE, Transactions.NONE, false, false);
    private static final int MOST_PIECES = 10_000;

    Acknowledged plus(Transactions told, boolean someUntold) {
        return told.isEmpty() && someUntold == untold
                ? this
                : new Acknowledged(fresh.plus(told), ripe, forgotten, untold || someUntold);
    }

    /** The source has been asked: its next answer will be later than all that was told so far. */
    Acknowledged ripened() {
        return fresh.isEmpty() ? this : new Acknowledged(Transactions.NONE, ripe.plus(fresh), forgotten, untold);
    }

    Acknowledged without(Transactions lost) {
        return new Acknowledged(fresh, ripe.minus(lost), forgotten, untold);
    }

    /** Keeps what one of these servers was not seen to have; all if there are none. */
    Acknowledged neededFor(List<Observation> others) {
        if (ripe.isEmpty()) {
            return this;
        }
        Transactions needed = others.isEmpty() ? ripe : Transactions.NONE;
        for (Observation other : others) {
            Transactions lacking = ripe.lackingOn(other);
            needed = needed.isEmpty() ? lacking : needed.plus(lacking);
        }
        return needed.size() > MOST_PIECES
                ? new Acknowledged(fresh, Transactions.NONE, true, untold)
                : new Acknowledged(fresh, needed, forgotten, untold);
    }
}
