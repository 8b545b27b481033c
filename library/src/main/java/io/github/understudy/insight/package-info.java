/** What the application's statements cost, told without any of its data. */
@NullMarked
package io.github.understudy.insight;

import org.jspecify.annotations.NullMarked;
