package io.github.understudy.it.matrix;

/** What can happen to a source and its replicas: the rows of their table. */
enum ReplicationFault implements Fault {
    KILL("source killed, replica promoted", SourceFaults::kill),
    FREEZE("source frozen, replica promoted, source thawed 2 s later", SourceFaults::freeze),
    BLACK_HOLE("source's address swallows packets, replica promoted, address back 2 s later", NetworkFaults::blackHole),
    HALF_OPEN("source's connections half open for 3 s", NetworkFaults::halfOpen),
    RESET("source's connections reset", NetworkFaults::reset),
    REFUSE("source refuses connections for 3 s", NetworkFaults::refuse),
    FLAP("source unreachable six times, 0.6 s each", NetworkFaults::flap),
    SLOW_SOURCE("source 200 ms further away for 4 s", NetworkFaults::slowSource),
    SHUTDOWN("source shut down cleanly, replica promoted", SourceFaults::shutdown),
    RESTART("source killed and started again, no promotion", SourceFaults::restart),
    SWITCHOVER("planned switchover", SourceFaults::switchover),
    DEMOTION("source read-only for 3 s, no promotion", SourceFaults::demotion),
    LOST_WRITES("replica promoted that lacks the last second", SourceFaults::lostWrites),
    OLD_SOURCE("source killed, replica promoted, old source back and writable", SourceFaults::oldSource),
    MOVE("source moves to another address", SourceFaults::move),
    NAME("source killed, replica promoted, only its name changes its address", SourceFaults::name, true),
    ONE_REPLICA("one replica killed, back 3 s later", ReplicaFaults::killOne),
    FROZEN_REPLICA("one replica frozen for 4 s", ReplicaFaults::freezeOne),
    SLOW_REPLICA("one replica 400 ms further away for 4 s", ReplicaFaults::slowOne),
    ALL_REPLICAS("all replicas killed, back 3 s later", ReplicaFaults::killAll),
    ALL_NODES("all servers killed, back 1 s later", ReplicaFaults::killEverything),
    DISK_FULL("source refuses all writes for 2 s: \"the table is full\"", ServerFaults::diskFull),
    TOO_MANY("another client takes all connections of the source for 3 s", ServerFaults::tooMany),
    KILL_SESSIONS("all sessions on all servers killed", ServerFaults::killSessions);

    private final String title;
    private final Injection injection;
    private final boolean byName;

    ReplicationFault(String title, Injection injection) {
        this(title, injection, false);
    }

    ReplicationFault(String title, Injection injection, boolean byName) {
        this.title = title;
        this.injection = injection;
        this.byName = byName;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean byName() {
        return byName;
    }

    @Override
    public Injection injection() {
        return injection;
    }
}
