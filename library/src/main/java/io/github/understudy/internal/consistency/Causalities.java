package io.github.understudy.internal.consistency;

import io.github.understudy.consistency.ConsistencyLevel;

/** The causality of each thread that uses one data source. Thread-safe. */
public final class Causalities {
    private final InstanceWrites instance;
    private final ThreadLocal<Causality> threads;

    /** @param level what holds where a thread asks for nothing else */
    public Causalities(ConsistencyLevel level) {
        this.instance = new InstanceWrites(level == ConsistencyLevel.INSTANCE);
        this.threads = ThreadLocal.withInitial(() -> new Causality(level));
    }

    /** The calling thread's. */
    public Causality current() {
        return threads.get();
    }

    public InstanceWrites instance() {
        return instance;
    }
}
