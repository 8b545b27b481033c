package io.github.understudy.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says for a piece of work where its statements are to run, on whatever Understudy data source it uses. The hint holds
 * for the calling thread and until the work returns; the innermost of nested hints counts. A hint in a statement's own
 * comment goes before it, one given to the connection after it.
 *
 * <pre>{@code
 * Report report = Route.to("reporting", () -> reports.yearly());
 * }</pre>
 */
public final class Route {
    /** What one thread asks for can't be seen by another, and ends with the call that asked. */
    private static final ThreadLocal<RouteHint> CURRENT = new ThreadLocal<>();

    private Route() {}

    /** Work with a result. @param <X> what it throws, if anything */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    /** Work without a result. @param <X> what it throws, if anything */
    @FunctionalInterface
    public interface Task<X extends Exception> {
        void run() throws X;
    }

    /** Runs the work on the source, its reads as well. */
    public static <T extends @Nullable Object, X extends Exception> T onSource(Work<T, X> work) throws X {
        return with(RouteHint.SOURCE, work);
    }

    /** Runs the task on the source, its reads as well. */
    public static <X extends Exception> void onSource(Task<X> task) throws X {
        with(RouteHint.SOURCE, task);
    }

    /**
     * Runs the work's queries on replicas, also those that are not provably reads: what writes after all is refused
     * there and runs on the source.
     *
     * @param maxLag how far a replica may be behind; it takes the place of the consistency level
     */
    public static <T extends @Nullable Object, X extends Exception> T onReplica(Duration maxLag, Work<T, X> work)
            throws X {
        return with(new RouteHint(RouteHint.Target.REPLICA, maxLag, ""), work);
    }

    /** The same for a task without a result. */
    public static <X extends Exception> void onReplica(Duration maxLag, Task<X> task) throws X {
        with(new RouteHint(RouteHint.Target.REPLICA, maxLag, ""), task);
    }

    /** Runs the work's reads on the nodes of a group; on other replicas or the source while none of them is fit. */
    public static <T extends @Nullable Object, X extends Exception> T to(String group, Work<T, X> work) throws X {
        return with(new RouteHint(RouteHint.Target.GROUP, null, group), work);
    }

    /** The same for a task without a result. */
    public static <X extends Exception> void to(String group, Task<X> task) throws X {
        with(new RouteHint(RouteHint.Target.GROUP, null, group), task);
    }

    /** Runs the work with a hint. */
    public static <T extends @Nullable Object, X extends Exception> T with(RouteHint hint, Work<T, X> work) throws X {
        RouteHint before = CURRENT.get();
        CURRENT.set(hint);
        try {
            return work.run();
        } finally {
            restore(before);
        }
    }

    /** The same for a task without a result. */
    public static <X extends Exception> void with(RouteHint hint, Task<X> task) throws X {
        RouteHint before = CURRENT.get();
        CURRENT.set(hint);
        try {
            task.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable RouteHint before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /** The hint of the calling thread, null if there is none. */
    public static @Nullable RouteHint current() {
        return CURRENT.get();
    }
}
