@NullMarked
package io.github.understudy.testkit;

import org.jspecify.annotations.NullMarked;
