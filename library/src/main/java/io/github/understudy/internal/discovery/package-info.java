/** Asks one server what it is and what it sees, in its own dialect. Nothing is decided here. */
@NullMarked
package io.github.understudy.internal.discovery;

import org.jspecify.annotations.NullMarked;
