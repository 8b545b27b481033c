package io.github.understudy.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** All that is needed to make a logical statement's physical one anew, on another connection. */
interface Blueprint<S extends Statement> {

    S make(Connection physical) throws SQLException;

    /** False if something that was set can't be set a second time, such as a stream. */
    boolean isRepeatable();

    /** Sets what the application has set, and adds the batches it has added. */
    void refill(S physical) throws SQLException;
}
