package io.github.understudy.internal.jdbc.forward;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A parameter's value, to be set again on another statement. */
@FunctionalInterface
public interface ParameterSetter {

    /** @param index the one under which it was kept */
    void applyTo(PreparedStatement statement, int index) throws SQLException;
}
