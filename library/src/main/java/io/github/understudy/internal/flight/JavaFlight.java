package io.github.understudy.internal.flight;

/** Java Flight Recorder. An event costs a few instructions while nobody records. */
final class JavaFlight implements Flight {

    @Override
    public void sourceChanged(String from, String to, String reason, long withoutNanos) {
        SourceChange event = new SourceChange();
        if (event.shouldCommit()) {
            event.from = from;
            event.to = to;
            event.reason = reason;
            event.without = withoutNanos;
            event.commit();
        }
    }

    @Override
    public Waiting waiting() {
        GateWait event = new GateWait();
        event.begin();
        return event;
    }

    @Override
    public void slow(String digest, String text, String node, long waitingNanos, long executingNanos) {
        SlowStatement event = new SlowStatement();
        if (event.shouldCommit()) {
            event.digest = digest;
            event.text = text;
            event.node = node;
            event.waiting = waitingNanos;
            event.executing = executingNanos;
            event.commit();
        }
    }
}
