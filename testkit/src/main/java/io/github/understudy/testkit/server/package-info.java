/** Server programs: where they are found, how they are started, what ends with them. */
@NullMarked
package io.github.understudy.testkit.server;

import org.jspecify.annotations.NullMarked;
