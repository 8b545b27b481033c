package io.github.understudy.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes a physical statement of the kind that the application asked for. The text is empty for plain statements. */
@FunctionalInterface
interface Recipe<S extends Statement> {

    S make(Connection physical, String sql) throws SQLException;
}
