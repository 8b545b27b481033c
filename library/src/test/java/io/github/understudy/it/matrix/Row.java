package io.github.understudy.it.matrix;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One fault.
 *
 * @param held from the fault's beginning until the test had promoted another server, or had ended the fault
 * @param figures by variant
 */
record Row(Fault fault, Duration held, Map<Variant, Figures> figures) {
    List<String> broken() {
        return figures.entrySet().stream()
                .filter(it -> !it.getValue().broken().isEmpty())
                .map(it -> it.getKey().name() + ": " + it.getValue().broken())
                .toList();
    }
}
