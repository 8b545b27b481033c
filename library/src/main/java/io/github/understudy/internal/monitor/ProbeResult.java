package io.github.understudy.internal.monitor;

import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.ProbeFailure;

/** What came of one probe. */
sealed interface ProbeResult {

    record Answered(Observation observation) implements ProbeResult {}

    record Failed(ProbeFailure failure) implements ProbeResult {}
}
