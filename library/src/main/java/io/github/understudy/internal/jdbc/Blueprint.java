package io.github.understudy.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** All that is needed to make a logical statement's physical one anew, on another connection. */
interface Blueprint<S extends Statement> {

    S make(Connection physical) throws SQLException;

    /** False if something that was set can't be set a second time, such as a stream. */
    boolean isRepeatable();

    /** Sets what the application has set, and adds the batches it has added. */
    void refill(S physical) throws SQLException;

    /** The statement as it is now, with all that is set, whatever the application sets later. */
    interface Frozen<S extends Statement> {
        S make(Connection physical) throws SQLException;

        /** How many statements are run at once: more than one in a batch. */
        int size();
    }

    /** Null if there is something that may have changed when it is used again. */
    @Nullable
    Frozen<S> freeze();
}
