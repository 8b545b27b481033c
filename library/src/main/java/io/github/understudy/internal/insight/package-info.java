/** What statements cost, counted by their form. */
@NullMarked
package io.github.understudy.internal.insight;

import org.jspecify.annotations.NullMarked;
