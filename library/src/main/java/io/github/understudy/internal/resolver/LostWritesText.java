package io.github.understudy.internal.resolver;

/** What is said of writes that a new source lacks. */
final class LostWritesText {
    private LostWritesText() {}

    static String event(WriteHistory history, Transactions lost, Member source, boolean refuse) {
        String then = refuse
                ? " Writes are refused until they appear there, or until Cluster.acceptLostWrites() is" + " called."
                : " Writes go on there (understudy.on-lost-writes=continue).";
        return name(source) + " is to take the writes, but lacks " + what(history, lost) + ". " + share(history, lost)
                + then + remedy(history, source);
    }

    static String refusal(WriteHistory history, Member source) {
        boolean certain = !history.told().isEmpty();
        Transactions lost = certain ? history.told() : history.missing();
        return "writes are refused (understudy.on-lost-writes=refuse): " + name(source)
                + " is writable and would be the source, but lacks " + what(history, lost) + ". "
                + (certain ? share(history, lost) : "It may still get them, and is asked again.")
                + " Writes go on when they appear there, after Cluster.acceptLostWrites(),"
                + " or after a restart of this application, which remembers nothing";
    }

    static String quarantine(WriteHistory history) {
        return "writable, but lacks " + what(history, history.told());
    }

    static String number(Transactions transactions) {
        long count = transactions.count();
        return count == 1 ? "1 transaction" : count + " transactions";
    }

    private static String what(WriteHistory history, Transactions lost) {
        boolean seen = !history.expected().isEmpty() && !history.former().isEmpty();
        return number(lost)
                + (seen
                        ? " that the former source " + history.former() + " had: "
                        : " that had been acknowledged to this data source: ")
                + lost;
    }

    private static String share(WriteHistory history, Transactions lost) {
        Acknowledged told = history.acknowledged();
        long ours = told.ripe().common(lost).count();
        long others = lost.count() - ours;
        if (ours == 0 && told.untold()) {
            return "How many of them were acknowledged to this data source is not known, because the driver does not tell"
                    + " which transaction a write was.";
        }
        String rest = "only seen on " + history.former() + ": writes of others, or some whose answer never came.";
        String only = others == 0 ? "" : " The other " + others + (others == 1 ? " was " : " were ") + rest;
        String least = told.forgotten() || told.untold() ? "At least " : "";
        return ours == 0
                ? "None of them is known to have been acknowledged to this data source; they were " + rest
                : least + ours + " of them " + (ours == 1 ? "was" : "were")
                        + " acknowledged to this data source: the application was told that they are committed." + only;
    }

    private static String remedy(WriteHistory history, Member source) {
        String former = history.former();
        return former.isEmpty()
                ? " It has come back with older data, or its GTIDs were reset."
                : " Replication had not copied them when it was promoted. Keep the data and binary logs of " + former
                        + ", see there what they did, do again on " + name(source) + " what is still right, then build "
                        + former + " anew as a replica.";
    }

    private static String name(Member member) {
        return member.target().endpoint().toString();
    }
}
