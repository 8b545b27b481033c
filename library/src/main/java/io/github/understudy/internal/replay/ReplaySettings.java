package io.github.understudy.internal.replay;

/**
 * Whether and how far transactions are recorded.
 *
 * @param mostSteps a transaction with more statements, entries of batches counted one by one, is not replayed
 */
public record ReplaySettings(ReplayMode mode, int mostSteps) {

    public boolean isOn() {
        return mode != ReplayMode.OFF;
    }
}
