package io.github.understudy.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * A text, with a place for what somebody keeps by it, so that it need not be looked up a second time. There is one for
 * all uses of a text that is remembered. Thread-safe.
 */
public final class StatementText {
    private final String text;
    private volatile @Nullable Object kept;

    public StatementText(String text) {
        this.text = text;
    }

    /** As the application wrote it. */
    public String text() {
        return text;
    }

    /** What was kept last; null if nothing was. */
    public @Nullable Object kept() {
        return kept;
    }

    public void keep(Object value) {
        kept = value;
    }

    /** Nothing of the text: an exception or a log may show this. */
    @Override
    public String toString() {
        return "a statement of " + text.length() + " characters";
    }
}
