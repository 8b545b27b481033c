package io.github.understudy.internal.consistency;

import io.github.understudy.consistency.ConsistencyLevel;

/** The causality of each thread that uses one data source. Thread-safe. */
public final class Causalities {
    private final ConsistencyLevel level;
    private final InstanceWrites instance;
    private final ThreadLocal<Causality> threads;

    /** @param level what holds where a thread asks for nothing else */
    public Causalities(ConsistencyLevel level) {
        this.level = level;
        this.instance = new InstanceWrites(level == ConsistencyLevel.INSTANCE);
        this.threads = ThreadLocal.withInitial(() -> new Causality(level));
    }

    /** The calling thread's. */
    public Causality current() {
        return threads.get();
    }

    /** One that belongs to no thread yet, and has nothing behind it. */
    public Causality fresh() {
        return new Causality(level);
    }

    /** Makes another one the calling thread's, and returns the one before. */
    public Causality replace(Causality next) {
        Causality before = threads.get();
        threads.set(next);
        return before;
    }

    public InstanceWrites instance() {
        return instance;
    }
}
