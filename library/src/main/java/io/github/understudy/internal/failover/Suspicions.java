package io.github.understudy.internal.failover;

import io.github.understudy.topology.Endpoint;

/** Where application threads report what makes a node look ill or demoted; the monitor then looks at once. */
@FunctionalInterface
public interface Suspicions {

    /** Never blocks. */
    void report(Endpoint endpoint, String symptom);
}
