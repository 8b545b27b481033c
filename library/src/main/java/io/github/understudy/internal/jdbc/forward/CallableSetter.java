package io.github.understudy.internal.jdbc.forward;

import java.sql.CallableStatement;
import java.sql.SQLException;

/** A parameter of a call, to be set or registered again on another statement. */
@FunctionalInterface
public interface CallableSetter {

    void applyTo(CallableStatement statement) throws SQLException;
}
