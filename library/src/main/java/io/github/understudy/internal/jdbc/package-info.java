/**
 * The logical connection that the application holds, and its statements. What they are bound to changes between two
 * statements, at safe points only; nothing is swapped under a transaction, a live result, or state that can't be
 * carried.
 */
@NullMarked
package io.github.understudy.internal.jdbc;

import org.jspecify.annotations.NullMarked;
