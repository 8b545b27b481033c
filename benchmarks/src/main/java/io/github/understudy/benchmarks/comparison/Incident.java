package io.github.understudy.benchmarks.comparison;

import io.github.understudy.testkit.TestNode;

/** What happens. */
enum Incident {
    KILL("The source is killed; 0.5 s later its replica is promoted") {
        @Override
        void happen(Stand stand) throws InterruptedException {
            stand.source().kill();
            stand.promoteAfterLoss();
        }
    },
    FREEZE("The source freezes; 0.5 s later its replica is promoted; 3 s later the old source goes on, writable") {
        @Override
        void happen(Stand stand) throws InterruptedException {
            TestNode old = stand.source();
            old.freeze();
            stand.promoteAfterLoss();
            Stand.hold(AWAY_MILLIS);
            old.thaw();
            stand.waitsForNobody(old);
        }
    },
    BLACK_HOLE("The network swallows all packets to and from the source; 0.5 s later its replica is promoted; "
            + "3 s later the old source can be reached again, writable") {
        @Override
        void happen(Stand stand) throws InterruptedException {
            TestNode old = stand.source();
            old.network().blackHole();
            stand.promoteAfterLoss();
            Stand.hold(AWAY_MILLIS);
            old.network().heal();
            stand.waitsForNobody(old);
        }
    },
    SWITCHOVER("A planned switchover: the source becomes read-only, its replica catches up and takes over") {
        @Override
        void happen(Stand stand) {
            stand.switchOver();
        }
    },
    REPLICA_KILL("A replica that serves reads is killed and stays away") {
        @Override
        void happen(Stand stand) throws InterruptedException {
            stand.bystander().kill();
            stand.moveReads();
        }
    };

    private static final long AWAY_MILLIS = 3_000;

    private final String title;

    Incident(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract void happen(Stand stand) throws InterruptedException;
}
