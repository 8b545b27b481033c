/** How an application can say itself where some of its work is to run. */
@NullMarked
package io.github.understudy.route;

import org.jspecify.annotations.NullMarked;
