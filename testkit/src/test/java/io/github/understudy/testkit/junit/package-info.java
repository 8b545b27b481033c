@NullMarked
package io.github.understudy.testkit.junit;

import org.jspecify.annotations.NullMarked;
