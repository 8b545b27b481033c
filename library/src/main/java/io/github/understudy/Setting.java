package io.github.understudy;

/** Every setting of the library: its key, its default, and what it means. The README's table is made from these. */
public enum Setting {
    NAME("name", "understudy", "Name of the data source, in logs, thread names and pool names."),
    DETECTION_TIME(
            "detection-time",
            "2s",
            "Within this time a server that has fallen silent is found dead and its waiting threads are freed. 300ms to 60s;"
                    + " probes run at a quarter of it."),
    WAIT_TIMEOUT(
            "wait-timeout",
            "30s",
            "How long a request waits for a server that can take it (for a new source, for a free connection) before it fails"
                    + " with NoNodeAvailableException."),
    MOST_WAITING("most-waiting", "10000", "How many requests may wait for a server at once; more fail at once."),
    START_TIMEOUT("start-timeout", "10s", "How long the start waits for the first server to answer before it fails."),
    CONNECT_TIMEOUT(
            "connect-timeout", "2s", "How long opening a connection may take, TLS and login included; not above 60s."),
    MAX_LAG("max-lag", "10s", "A replica that is further behind serves no reads; it serves again below half of this."),
    MIN_REPLICAS(
            "min-replicas",
            "1",
            "When all replicas are above max-lag, as many of the freshest serve on, up to max-lag-floor, so that the source"
                    + " does not melt under their work. 0 sends the reads to the source."),
    MAX_LAG_FLOOR(
            "max-lag-floor",
            "60s",
            "No read is ever served by a replica further behind than this, but by nodes of a group that has a max-lag of its own."),
    ROUTING(
            "routing",
            "statement",
            "What goes to replicas. statement: read-only connections and transactions, and autocommit statements that are"
                    + " provably reads; transaction: only the former; off: nothing."),
    CONSISTENCY(
            "consistency",
            "session",
            "What reads on replicas are guaranteed to see. eventual: a state within max-lag; session: besides, what the"
                    + " thread has written, and nothing older than it has seen; instance: what this data source has written;"
                    + " strong: everything, so that reads go to the source."),
    READ_WAIT(
            "read-wait",
            "100ms",
            "How long a read waits for a replica that does not have yet what the read must see, before it goes to the"
                    + " source. 0 for not at all."),
    TOKEN_KEY(
            "token-key",
            "",
            "Secret with which consistency tokens are signed; the same for all services that exchange them. Unsigned if"
                    + " empty."),
    DISCOVERY(
            "discovery",
            "true",
            "Whether servers are used that no seed names but replication leads to. false: only the seeds."),
    DISCOVERY_ALLOW(
            "discovery-allow",
            "*",
            "Which discovered addresses may be used: a comma-separated list of host[:port] patterns with * and ?."),
    ADDRESS_MAP(
            "address-map",
            "",
            "Translates discovered addresses (Docker, NAT): a comma-separated list of host:port=host:port, or host=host"
                    + " for all ports; with one * before the = for any text, which a * after it repeats."),
    MONITOR_USER("monitor-user", "", "Account for the probes; the application's own if empty."),
    MONITOR_PASSWORD("monitor-password", "", "Password of monitor-user."),
    BREAKER_OPEN_TIME(
            "breaker-open-time",
            "5s",
            "After connecting to a node failed in 8 of 10 attempts it is left alone for this long."),
    ZONE(
            "zone",
            "",
            "Where this application is. Replicas of the same zone serve its reads as long as one of them is fit, then those"
                    + " of the next nearest zone."),
    ZONES(
            "zones",
            "",
            "Where nodes are: a comma-separated list of host[:port]=zone, with * and ? in the host, or of patterns that have"
                    + " the zone in the host's name, such as *.{zone}.example.org; the first match counts."),
    ZONE_ORDER(
            "zone-order",
            "",
            "The zones that are tried after the own one, the nearest first: a comma-separated list. Zones that are not in it"
                    + " come last, the one with the shortest measured time to its nodes and back first."),
    CROSS_ZONE_WRITES(
            "cross-zone-writes",
            "allow",
            "Whether a source in another zone than understudy.zone takes this application's writes. allow: as any other;"
                    + " refuse: never; a time such as 1m: when it has been elsewhere for so long, so that a short outage of the"
                    + " own zone does not send all writes over a slow line. Reads that only the source can serve are writes"
                    + " here."),
    GROUPS(
            "groups",
            "",
            "Nodes that are kept for something, such as reports: a list of the same form. They serve only those who ask for"
                    + " the group."),
    WEIGHTS(
            "weights",
            "",
            "Shares of the reads, where they are not equal: a list of the same form with numbers from 1 to 1000; 100 is"
                    + " ordinary."),
    REPLAY(
            "replay",
            "off",
            "Whether a transaction whose server was lost before COMMIT is done again on the new source, and goes on if every"
                    + " answer is the same as before. on: after a loss; conflicts: also after a deadlock; off: it fails with"
                    + " TransactionLostException."),
    REPLAY_LIMIT("replay-limit", "1000", "A transaction with more statements is not replayed, and not kept in memory."),
    LEDGER(
            "ledger",
            "off",
            "on: before COMMIT an id is written to a table in the same transaction, so that after a loss at COMMIT the next"
                    + " source can tell whether it was committed. One more round trip for each transaction that writes."
                    + " all: each single INSERT, UPDATE, DELETE or REPLACE in autocommit mode becomes such a transaction, too,"
                    + " with three more round trips."),
    LEDGER_TABLE(
            "ledger-table",
            "understudy_ledger",
            "The ledger's table, as name or database.name; it is created if the account may."),
    ON_LOST_WRITES(
            "on-lost-writes",
            "continue",
            "What happens when the new source lacks transactions that were acknowledged, or seen on the former one."
                    + " continue: writes go on, after an event that names them; refuse: writes wait until they appear there"
                    + " or Cluster.acceptLostWrites() is called."),
    WARM_UP(
            "warm-up",
            "10s",
            "How long a replica that was dead gets less than its share of the reads, from 5 % on, so that its caches can"
                    + " fill. 0 for not at all."),
    READ_DELAYED(
            "read-delayed",
            "false",
            "Whether replicas that apply late on purpose (MASTER_DELAY, SOURCE_DELAY), or follow one that does, serve reads"
                    + " as far as max-lag allows. false: only if they belong to a group, and to those who ask for it."),
    FAIL_BACK(
            "fail-back",
            "false",
            "Galera, and groups with several primaries: whether the first of the nodes (by writer-priorities, then Galera:"
                    + " by wsrep_local_index, groups: by server_uuid) takes the writes back when it is fit again. false: they"
                    + " stay where they are, so that data sources that were started at different times"
                    + " may write to different nodes; true: all write to the same node, which changes more often."),
    WRITERS(
            "writers",
            "one",
            "Galera, and groups with several primaries: how many nodes take writes. one: one at a time, so that transactions"
                    + " do not collide; all: all fit nodes, by their weights; transactions that collide fail at COMMIT with"
                    + " error 1213 (groups: 3101 or 1180). In an NDB cluster all do anyway."),
    WRITER_PRIORITIES(
            "writer-priorities",
            "",
            "Galera, NDB, and groups with several primaries: which node takes the writes first: a list of the same form as"
                    + " zones, with numbers from 0 to 1000. The smallest goes first; a node without one has 100; 0 never takes writes."
                    + " What a name has holds for all nodes behind it; of several for one node the smallest counts."),
    STATEMENT_DIGESTS(
            "statement-digests",
            "500",
            "How many forms of statements are counted by themselves for Cluster.topStatements(); the others are counted"
                    + " together. 0 counts nothing, and tells of no slow statement."),
    SLOW_STATEMENT(
            "slow-statement",
            "1s",
            "A statement that takes this long, waiting for a server included, is told in the log"
                    + " io.github.understudy.statements, without its values; of each form one a minute. 0 for none."),
    MDC(
            "mdc",
            "false",
            "Whether the log lines of a thread name the server that it works with: in SLF4J's MDC as understudy.node, from"
                    + " the first statement on a connection until the connection is closed. Costs a little for each"
                    + " connection that is taken from a pool, and nothing for a statement.");

    /** What all keys begin with where they stand among the driver's properties. */
    public static final String PREFIX = "understudy.";

    /** What keys begin with that are about one group, such as {@code understudy.group.reporting.max-lag}. */
    public static final String GROUP_PREFIX = "understudy.group.";

    /** What keys begin with that are settings of each node's Hikari pool, such as {@code understudy.pool.maximumPoolSize}. */
    public static final String POOL_PREFIX = "understudy.pool.";

    private final String key;
    private final String defaultValue;
    private final String meaning;

    Setting(String key, String defaultValue, String meaning) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The full key, such as {@code understudy.max-lag}. */
    public String key() {
        return PREFIX + key;
    }

    /** The value where none is given; empty for none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What it does, in a sentence or two. */
    public String meaning() {
        return meaning;
    }
}
