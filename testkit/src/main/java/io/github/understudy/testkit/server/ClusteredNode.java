package io.github.understudy.testkit.server;

/** A process that needs more than its options to be started as a member of its cluster. */
abstract class ClusteredNode implements NodeControl {
    final ProcessNode process;

    ClusteredNode(ProcessNode process) {
        this.process = process;
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void shutdown() {
        process.shutdown();
    }

    @Override
    public void freeze() {
        process.freeze();
    }

    @Override
    public void thaw() {
        process.thaw();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public Address direct() {
        return process.direct();
    }

    @Override
    public Address advertised(Address proxy) {
        return process.advertised(proxy);
    }

    @Override
    public void relocate() {
        process.relocate();
    }

    @Override
    public String logTail(int lines) {
        return process.logTail(lines);
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public void wipe() {
        process.wipe();
    }
}
