package io.github.understudy.it.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fault.
 *
 * @param held from the fault's beginning until the test had promoted another server, or had ended the fault
 * @param noticed until the other servers went on without the lost one; null if they had no reason to
 * @param figures by variant
 */
record Row(Fault fault, Duration held, @Nullable Duration noticed, Map<Variant, Figures> figures) {
    /** The promises: empty if all are kept. */
    List<String> broken() {
        return figures.entrySet().stream()
                .filter(it -> !broken(it.getKey(), it.getValue()).isEmpty())
                .map(it -> it.getKey().name() + ": " + broken(it.getKey(), it.getValue()))
                .toList();
    }

    private List<String> broken(Variant variant, Figures shown) {
        List<String> broken = new ArrayList<>(shown.broken());
        if (fault.isSurvivable() && variant.equals(Variant.REPLAY_AND_LEDGER) && shown.hasFailures()) {
            broken.add("failed " + shown.note());
        }
        return broken;
    }
}
