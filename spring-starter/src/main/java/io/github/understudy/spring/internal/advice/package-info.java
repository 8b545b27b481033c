/** What annotations on methods say about where their statements run. */
@NullMarked
package io.github.understudy.spring.internal.advice;

import org.jspecify.annotations.NullMarked;
