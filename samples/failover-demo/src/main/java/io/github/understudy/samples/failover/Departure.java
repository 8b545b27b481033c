package io.github.understudy.samples.failover;

/** Sees to it that Ctrl-C ends the demo as its own end does: everything that was opened is closed. */
final class Departure {
    private static final long PATIENCE_MILLIS = 20_000;

    private final Thread hook;

    private Departure(Thread hook) {
        this.hook = hook;
    }

    static Departure of(Thread demo) {
        Thread hook = new Thread(() -> end(demo), "departure");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Departure(hook);
    }

    private static void end(Thread demo) {
        demo.interrupt();
        try {
            demo.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed: the process may end now. */
    void ready() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already, and waits for this thread to end: System.exit would wait for it in turn.
            Runtime.getRuntime().halt(130);
        }
    }
}
