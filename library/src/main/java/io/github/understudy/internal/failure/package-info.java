/** From an exception of either driver to what it means for the statement and the connection. Pure. */
@NullMarked
package io.github.understudy.internal.failure;

import org.jspecify.annotations.NullMarked;
