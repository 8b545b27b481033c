package io.github.understudy.internal.jdbc.forward;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A parameter's value, to be set again on another statement. */
@FunctionalInterface
public interface ParameterSetter {

    void applyTo(PreparedStatement statement) throws SQLException;
}
