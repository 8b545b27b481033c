/**
 * What is known about a cluster: nodes, roles, positions, lag. Immutable values; everything else in the library builds
 * on them, and they build on nothing.
 */
@NullMarked
package io.github.understudy.topology;

import org.jspecify.annotations.NullMarked;
