/** The page that shows the cluster. */
@NullMarked
package io.github.understudy.spring.internal.dashboard;

import org.jspecify.annotations.NullMarked;
