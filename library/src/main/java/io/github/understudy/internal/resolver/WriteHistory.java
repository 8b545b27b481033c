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
 * @param look what the last look was worth
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
        Look look,
        long sinceNanos,
        Transactions told) {

    /** How the server that is judged was looked at. */
    enum Look {
        /** By what was known of it: its next answer may have been on its way already. */
        STORED,
        /** By an answer, and more may come: it applies what it received as a replica, or that can't be seen. */
        APPLYING,
        /** By an answer, and nothing more can come. */
        COMPLETE
    }

    static final WriteHistory EMPTY = new WriteHistory(
            Acknowledged.NOTHING,
            Transactions.NONE,
            null,
            "",
            Transactions.NONE,
            Transactions.NONE,
            Look.STORED,
            0,
            Transactions.NONE);

    WriteHistory acknowledged(Acknowledged next) {
        return new WriteHistory(next, seen, judged, former, expected, missing, look, sinceNanos, told);
    }

    WriteHistory seen(Transactions next) {
        return new WriteHistory(acknowledged, next, judged, former, expected, missing, look, sinceNanos, told);
    }

    /** Another server is looked at. */
    WriteHistory judging(NodeId source, String before, Transactions itHad) {
        return new WriteHistory(
                acknowledged.ripened(),
                seen,
                source,
                before,
                itHad,
                Transactions.NONE,
                Look.STORED,
                0,
                Transactions.NONE);
    }

    WriteHistory looked(Transactions lacking, Look how, long since) {
        return new WriteHistory(acknowledged, seen, judged, former, expected, lacking, how, since, told);
    }

    WriteHistory told(Transactions lost) {
        return new WriteHistory(acknowledged, seen, judged, former, expected, missing, look, sinceNanos, lost);
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
                left, seen, judged, former, Transactions.NONE, Transactions.NONE, look, sinceNanos, Transactions.NONE);
    }

    /** All that it should have. */
    Transactions due() {
        return expected.plus(acknowledged.ripe());
    }
}
