package io.github.understudy.benchmarks.comparison;

import io.github.understudy.benchmarks.comparison.Contender.Opened;
import io.github.understudy.testkit.TestNode;
import java.util.List;

/** One contender, one incident, under load. */
final class Round {
    private static final long READY_MILLIS = 20_000;
    private static final long CALM_MILLIS = 1_000;
    /** After the incident; who has not recovered then is said not to. */
    private static final long PATIENCE_MILLIS = 8_000;

    private static final long CLOSE_MILLIS = 2_000;

    private final Stand stand;
    private final Contender contender;
    private final Incident incident;
    private final Books books = new Books();

    Round(Stand stand, Contender contender, Incident incident) {
        this.stand = stand;
        this.contender = contender;
        this.incident = incident;
    }

    Figures run() throws InterruptedException {
        Opened opened = contender.open(stand);
        try {
            Figures figures = play(opened);
            return figures.with(books.audit(stand.cluster().source(), others()));
        } finally {
            close(opened);
        }
    }

    private Figures play(Opened opened) throws InterruptedException {
        Shift shift = new Shift(opened.dataSource(), books);
        try {
            shift.start();
            if (!shift.awaitProgress(READY_MILLIS)) {
                throw new IllegalStateException("no work before the incident: " + books.failures());
            }
            Stand.hold(CALM_MILLIS);
            books.restart();
            incident.happen(stand);
            shift.awaitProgress(PATIENCE_MILLIS);
            Stand.hold(CALM_MILLIS);
            books.unanswered(shift.unansweredMillis());
            return Figures.of(books);
        } finally {
            if (!shift.stop()) {
                System.out.println("   a thread hangs beyond all timeouts");
            }
        }
    }

    /** Not all of them can be closed after everything, and the next round does not wait for it. */
    private static void close(Opened opened) throws InterruptedException {
        Thread closing = new Thread(opened::close, "closing");
        closing.setDaemon(true);
        closing.start();
        closing.join(CLOSE_MILLIS);
    }

    private List<TestNode> others() {
        return stand.cluster().replicas().stream().filter(TestNode::isRunning).toList();
    }
}
