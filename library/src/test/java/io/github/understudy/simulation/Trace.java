package io.github.understudy.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What happened in a life, for a person to read. Written only when that life is run again because it failed. */
final class Trace {
    private final Timeline timeline;
    private final boolean on;
    private final List<String> lines = new ArrayList<>();
    private final long start;

    Trace(Timeline timeline, boolean on) {
        this.timeline = timeline;
        this.on = on;
        this.start = timeline.now();
    }

    void say(Supplier<String> what) {
        if (on) {
            lines.add(String.format(Locale.ROOT, "%9.3f ms  %s", (timeline.now() - start) / 1e6, what.get()));
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The last of it. */
    String tail(int most) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }
}
