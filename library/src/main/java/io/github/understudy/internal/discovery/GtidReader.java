package io.github.understudy.internal.discovery;

import io.github.understudy.topology.GtidSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads positions, and keeps the last: between two writes it is the same text, which can be long. */
final class GtidReader {
    private final Function<String, GtidSet> parser;
    private @Nullable String lastText;
    private @Nullable GtidSet lastSet;

    GtidReader(Function<String, GtidSet> parser) {
        this.parser = parser;
    }

    /** The set, null if the text has a form that is not known, as a later version might introduce one. */
    @Nullable
    GtidSet read(String text) {
        if (!text.equals(lastText)) {
            lastText = text;
            try {
                lastSet = parser.apply(text);
            } catch (IllegalArgumentException unknownForm) {
                lastSet = null;
            }
        }
        return lastSet;
    }
}
