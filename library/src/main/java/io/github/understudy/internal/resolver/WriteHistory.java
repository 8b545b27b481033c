package io.github.understudy.internal.resolver;

import io.github.understudy.topology.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of writes, to see whether a new source lacks some. Immutable.
 *
 * @param acknowledged to this data source
 * @param seen what the accepted source was last seen to have
 * @param judged the server that was looked at last, be it accepted or not; null before there was one
 * @param former the address of the source before it
 * @param expected what the source before it was seen to have; none once it is known that this one has it, or lacks it
 * @param missing what it lacked at the last look
 * @param complete true if at the last look nothing more could come: it did not apply what it had received as a replica
 * @param sinceNanos since when exactly this has been missing
 * @param told what is known to be lost, and was told
 */
record WriteHistory(
        Acknowledged acknowledged,
        Transactions seen,
        @Nullable NodeId judged,
        String former,
        Transactions expected,
        Transactions missing,
        boolean complete,
        long sinceNanos,
        Transactions told) {

    static final WriteHistory EMPTY = new WriteHistory(
            Acknowledged.NOTHING,
            Transactions.NONE,
            null,
            "",
            Transactions.NONE,
            Transactions.NONE,
            false,
            0,
            Transactions.NONE);

    WriteHistory acknowledged(Acknowledged next) {
        return new WriteHistory(next, seen, judged, former, expected, missing, complete, sinceNanos, told);
    }

    WriteHistory seen(Transactions next) {
        return new WriteHistory(acknowledged, next, judged, former, expected, missing, complete, sinceNanos, told);
    }

    /** Another server is looked at. */
    WriteHistory judging(NodeId source, String before, Transactions itHad) {
        return new WriteHistory(
                acknowledged.ripened(), seen, source, before, itHad, Transactions.NONE, false, 0, Transactions.NONE);
    }

    WriteHistory looked(Transactions lacking, boolean nothingComes, long since) {
        return new WriteHistory(acknowledged, seen, judged, former, expected, lacking, nothingComes, since, told);
    }

    WriteHistory told(Transactions lost) {
        return new WriteHistory(acknowledged, seen, judged, former, expected, missing, complete, sinceNanos, lost);
    }

    /** The one that is judged has all. */
    WriteHistory whole() {
        return closed(acknowledged);
    }

    /** What the one that is judged lacks is given up. */
    WriteHistory givenUp() {
        return closed(acknowledged.without(missing));
    }

    private WriteHistory closed(Acknowledged left) {
        return new WriteHistory(
                left,
                seen,
                judged,
                former,
                Transactions.NONE,
                Transactions.NONE,
                complete,
                sinceNanos,
                Transactions.NONE);
    }

    /** All that it should have. */
    Transactions due() {
        return expected.plus(acknowledged.ripe());
    }
}
