package io.github.understudy.internal.pool;

import org.jspecify.annotations.Nullable;

/** What the server told about the session since it was last asked. */
public interface SessionTracker {
    @Nullable
    String takeGtid();

    boolean takeStateChanged();
}
