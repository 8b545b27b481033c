/** Figures about nodes, about failovers, and about what requests went through. */
@NullMarked
package io.github.understudy.metrics;

import org.jspecify.annotations.NullMarked;
