/** What is done when a server is lost: where requests wait, what is run again, and what is told to the application. */
@NullMarked
package io.github.understudy.internal.failover;

import org.jspecify.annotations.NullMarked;
