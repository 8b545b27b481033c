package io.github.understudy.internal.monitor;

import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.ProbeFailure;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** What came of one probe. */
sealed interface ProbeResult {

    /**
     * @param nanos how long the answer took over a connection that was open already; negative if it was not
     * @param from the address that answered; null if that is not known
     */
    record Answered(
            Observation observation, long nanos, @Nullable InetAddress from) implements ProbeResult {}

    record Failed(ProbeFailure failure) implements ProbeResult {}
}
