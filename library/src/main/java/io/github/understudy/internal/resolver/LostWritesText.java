package io.github.understudy.internal.resolver;

/** What is said of writes that a new source lacks. */
final class LostWritesText {
    private LostWritesText() {}

    static String event(WriteHistory history, Transactions lost, Member source, boolean refuse) {
        String former = former(history);
        String then = refuse
                ? " Writes are refused until they appear there, or until UnderstudyDataSource.acceptLostWrites() is"
                        + " called."
                : " Writes go on there (understudy.on-lost-writes=continue).";
        return name(source) + " was made the source, but lacks " + number(lost) + " that " + former + " had: " + lost
                + ". " + share(history, lost, former) + " Asynchronous replication had not copied them." + then
                + " Keep the data and the binary logs of " + former
                + ": they, and perhaps another replica, have these transactions. See there what they did, do again on "
                + name(source) + " what is still right, then build " + former + " anew as a replica.";
    }

    static String refusal(WriteHistory history, Member source) {
        boolean certain = !history.told().isEmpty();
        Transactions lost = certain ? history.told() : history.missing();
        return "writes are refused (understudy.on-lost-writes=refuse): " + name(source)
                + " is writable and would be the source, but lacks " + number(lost) + " that " + former(history)
                + " had: " + lost + ". "
                + (certain ? share(history, lost, former(history)) : "It may still get them, and is asked again.")
                + " Writes go on when they appear there, or after UnderstudyDataSource.acceptLostWrites()";
    }

    static String quarantine(WriteHistory history) {
        return "writable, but lacks " + number(history.told()) + " that " + former(history) + " had: " + history.told();
    }

    private static String share(WriteHistory history, Transactions lost, String former) {
        Acknowledged told = history.acknowledged();
        long ours = told.ripe().common(lost).count();
        long others = lost.count() - ours;
        String least = told.forgotten() || told.untold() ? "At least " : "";
        if (ours == 0) {
            return told.forgotten() || told.untold()
                    ? "How many of them were acknowledged to this data source is not known"
                            + (told.untold()
                                    ? ", because the driver does not tell which transaction a write was."
                                    : ".")
                    : "None of them was acknowledged to this data source; they were only seen on " + former
                            + ": writes of others, or some whose answer never came.";
        }
        return least + ours + " of them " + (ours == 1 ? "was" : "were")
                + " acknowledged to this data source: the application was told that they are committed."
                + (others == 0
                        ? ""
                        : " The other " + others + (others == 1 ? " was" : " were") + " only seen on " + former
                                + ": writes of others, or some whose answer never came.");
    }

    private static String former(WriteHistory history) {
        return history.former().isEmpty() ? "the source before" : "the former source " + history.former();
    }

    static String number(Transactions transactions) {
        long count = transactions.count();
        return count == 1 ? "1 transaction" : count + " transactions";
    }

    private static String name(Member member) {
        return member.target().endpoint().toString();
    }
}
