package io.github.understudy.it.conformance;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from: the driver alone, or Understudy with this driver. */
interface Side {
    Connection open() throws SQLException;
}
