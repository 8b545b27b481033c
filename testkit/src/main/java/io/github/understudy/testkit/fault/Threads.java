package io.github.understudy.testkit.fault;

/** The proxy's threads: daemons with small stacks, for there may be hundreds. */
final class Threads {

    private static final long STACK = 128 * 1024;

    private Threads() {}

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
