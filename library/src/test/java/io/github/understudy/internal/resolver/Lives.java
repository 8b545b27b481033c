package io.github.understudy.internal.resolver;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Lives many lives, one for each seed. {@code -Dunderstudy.simulation.seeds=10000} lives so many instead of the usual
 * number, {@code -Dunderstudy.simulation.seed=42} lives one.
 */
final class Lives {
    private Lives() {}

    /** @return how many */
    static long live(String of, int usual, LongConsumer life) {
        Long one = Long.getLong("understudy.simulation.seed");
        if (one != null) {
            life.accept(one);
            return 1;
        }
        long count = Long.getLong("understudy.simulation.seeds", usual);
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        long start = processor.getCurrentThreadCpuTime();
        List<AssertionError> broken = new ArrayList<>();
        for (long seed = 0; seed < count; seed++) {
            try {
                life.accept(seed);
            } catch (AssertionError e) {
                broken.add(e);
            }
        }
        long millis = (processor.getCurrentThreadCpuTime() - start) / 1_000_000;
        System.out.printf("%s: %d lives in %d ms of processor time%n", of, count, millis);
        if (!broken.isEmpty()) {
            throw new AssertionError(
                    "in " + broken.size() + " of " + count + " lives a promise was broken; "
                            + broken.get(0).getMessage(),
                    broken.get(0));
        }
        return count;
    }
}
