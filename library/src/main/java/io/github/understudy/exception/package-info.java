/**
 * What the library itself throws. All are subclasses of JDBC's own types, so that frameworks translate them rightly;
 * where the library has nothing to add, the driver's exception passes through unchanged.
 */
@NullMarked
package io.github.understudy.exception;

import org.jspecify.annotations.NullMarked;
