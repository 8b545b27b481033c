package io.github.understudy.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict about a node rests on, besides what its reason says. Immutable.
 *
 * @param missed how many probes in a row brought no answer
 * @param lastAnswer when it last answered, by this machine's clock; null if that does not matter or it never did
 * @param limits the thresholds that were in force, empty if there are none
 * @param witnesses what each replica that answers says about it
 */
public record Evidence(int missed, @Nullable Instant lastAnswer, String limits, List<String> witnesses) {
    /** Nothing to add to the reason. */
    public static final Evidence NONE = new Evidence(0, null, "", List.of());

    public Evidence {
        witnesses = List.copyOf(witnesses);
    }

    /** For a person to read; empty if there is nothing. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (missed > 0) {
            parts.add(missed == 1 ? "1 probe without an answer" : missed + " probes in a row without an answer");
        }
        if (lastAnswer != null) {
            parts.add("last answer at " + lastAnswer);
        }
        if (!limits.isEmpty()) {
            parts.add(limits);
        }
        parts.addAll(witnesses);
        return String.join("; ", parts);
    }
}
