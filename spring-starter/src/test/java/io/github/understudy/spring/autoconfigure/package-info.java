@NullMarked
package io.github.understudy.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
