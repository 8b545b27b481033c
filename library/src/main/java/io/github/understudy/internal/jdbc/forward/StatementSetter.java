package io.github.understudy.internal.jdbc.forward;

import java.sql.SQLException;
import java.sql.Statement;

/** A setting of a statement, to be made again on another one. */
@FunctionalInterface
public interface StatementSetter {

    void applyTo(Statement statement) throws SQLException;
}
