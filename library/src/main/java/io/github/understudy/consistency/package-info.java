/** How fresh reads are, and how that is carried from one service to another. */
@NullMarked
package io.github.understudy.consistency;

import org.jspecify.annotations.NullMarked;
