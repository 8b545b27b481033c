package io.github.understudy.internal.monitor;

import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.ProbeFailure;

/** What came of one probe. */
sealed interface ProbeResult {

    /** @param nanos how long the answer took over a connection that was open already; negative if it was not */
    record Answered(Observation observation, long nanos) implements ProbeResult {}

    record Failed(ProbeFailure failure) implements ProbeResult {}
}
