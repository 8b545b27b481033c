@NullMarked
package io.github.understudy.spring.internal.advice;

import org.jspecify.annotations.NullMarked;
