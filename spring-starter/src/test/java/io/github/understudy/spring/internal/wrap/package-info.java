@NullMarked
package io.github.understudy.spring.internal.wrap;

import org.jspecify.annotations.NullMarked;
