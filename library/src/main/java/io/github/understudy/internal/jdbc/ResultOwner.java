package io.github.understudy.internal.jdbc;

import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Where a result comes from. */
interface ResultOwner {

    Conversation conversation();

    /** The statement that gave it; null for results of the metadata. */
    @Nullable
    Statement statement();

    /** The statement's run; null for results of the metadata. */
    default @Nullable Execution<?> execution() {
        return null;
    }
}
