@NullMarked
package io.github.understudy.testkit.docker;

import org.jspecify.annotations.NullMarked;
