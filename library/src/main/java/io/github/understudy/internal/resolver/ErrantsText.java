package io.github.understudy.internal.resolver;

/** What is said of errant transactions. */
final class ErrantsText {
    private ErrantsText() {}

    static String found(Member member, Member source, Transactions errant) {
        Observation seen = member.observation();
        boolean replica = seen != null && seen.readOnly();
        String remedy = errant instanceof MySqlTransactions
                ? "If they did nothing that matters, execute empty transactions with these GTIDs on the source; else"
                        + " build the server anew."
                : "Build the server anew, or do on the source what they did.";
        return "has executed " + LostWritesText.number(errant) + " that the source "
                + source.target().endpoint() + " does not have: " + errant + ". "
                + (replica
                        ? "Its data differs, and if it is promoted, all others must get them or can't follow it. "
                        : "Somebody writes, or wrote, to a server that is not the source. ")
                + "Look in its binary log what they did. " + remedy;
    }

    static String promoted(Transactions errant) {
        return "is the source now, so what it alone had executed belongs to the cluster's history: " + errant
                + ". The others get it by replication, or can't follow if its binary log of that time is gone";
    }
}
