/** The statements that make, break and move replication, on MySQL and on MariaDB. No public API. */
@NullMarked
package io.github.understudy.testkit.sql;

import org.jspecify.annotations.NullMarked;
