/** Chooses the node for a request from what is known about the cluster. Pure. */
@NullMarked
package io.github.understudy.internal.routing;

import org.jspecify.annotations.NullMarked;
