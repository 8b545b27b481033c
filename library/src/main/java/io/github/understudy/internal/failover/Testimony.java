package io.github.understudy.internal.failover;

import io.github.understudy.internal.discovery.Appliers;
import io.github.understudy.internal.ledger.Verdict;

/**
 * What a source says about a transaction whose COMMIT was not answered, and whether it can know.
 *
 * @param sameServer true if it is the server that COMMIT was sent to
 * @param appliers whether it may still get transactions from elsewhere; asked before the verdict, since what is applied
 *     between the two would be missed otherwise
 * @param verdict what it says
 */
public record Testimony(boolean sameServer, Appliers appliers, Verdict verdict) {

    /** What is believed: that a transaction is absent only of who gets nothing more from elsewhere. */
    public Verdict believed() {
        boolean complete = sameServer || appliers == Appliers.IDLE;
        return verdict == Verdict.ABSENT && !complete ? Verdict.UNSETTLED : verdict;
    }
}
