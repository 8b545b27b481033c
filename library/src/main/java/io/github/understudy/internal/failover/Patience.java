package io.github.understudy.internal.failover;

import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long one request has been tried, where, and what came of it. Used by one thread. */
public final class Patience {
    private final long startNanos = System.nanoTime();
    private final long deadlineNanos;
    private final Duration limit;
    private final boolean ofStatement;
    private final Set<NodeId> tried = new HashSet<>();
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private @Nullable Exception last;
    private boolean sourceOnly;

    public Patience(Duration limit) {
        this(limit, false);
    }

    private Patience(Duration limit, boolean ofStatement) {
        this.deadlineNanos = startNanos + limit.toNanos();
        this.limit = limit;
        this.ofStatement = ofStatement;
    }

    /** @param ofStatement what the application has set for the statement; counts if it is less */
    static Patience least(Duration limit, Duration ofStatement) {
        boolean less = ofStatement.compareTo(limit) < 0;
        return new Patience(less ? ofStatement : limit, less);
    }

    /** Which time is up, for a message. */
    String limitIsUp() {
        return ofStatement
                ? "and the statement's own time is up (setQueryTimeout(" + limit.toSeconds() + "))"
                : "and the time is up (understudy.wait-timeout)";
    }

    long startNanos() {
        return startNanos;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** True if the request has been tried for as long as it may. */
    public boolean isOver() {
        return System.nanoTime() - deadlineNanos >= 0;
    }

    Duration spent() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    Set<NodeId> tried() {
        return tried;
    }

    /** A replica has refused it, so it is no read: only the source will do. */
    public void insistOnSource() {
        sourceOnly = true;
    }

    public boolean isForSource() {
        return sourceOnly;
    }

    /** True if the node has failed this request. */
    public boolean hasTried(NodeId node) {
        return tried.contains(node);
    }

    /** A node has failed this request. */
    void failed(Node node, Exception failure) {
        tried.add(node.id());
        note(node.endpoint().toString(), failure);
    }

    /** The node has no connection to spare for this request now, and may have one soon. */
    void waited(Node node, Exception failure) {
        note(node.endpoint().toString(), failure);
    }

    /** The request has failed on a node after it was sent. */
    public void failed(Lease lease, Exception failure) {
        tried.add(lease.node());
        note(lease.endpoint().toString(), failure);
    }

    private void note(String endpoint, Exception failure) {
        last = failure;
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        failures.merge(endpoint + ": " + firstLine(cause.getMessage()), 1, Integer::sum);
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "no message"
                : message.lines().findFirst().orElse("").strip();
    }

    @Nullable
    Exception last() {
        return last;
    }

    /** What was tried, for a message. */
    String history() {
        if (failures.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" Tried:");
        failures.forEach(
                (what, times) -> text.append("\n  ").append(what).append(times > 1 ? " (" + times + " times)" : ""));
        return text.toString();
    }
}
