@NullMarked
package io.github.understudy.testkit.fault;

import org.jspecify.annotations.NullMarked;
