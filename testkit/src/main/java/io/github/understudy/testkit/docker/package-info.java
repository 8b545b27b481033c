/** Servers in Docker containers. Needs Testcontainers on the class path. */
@NullMarked
package io.github.understudy.testkit.docker;

import org.jspecify.annotations.NullMarked;
