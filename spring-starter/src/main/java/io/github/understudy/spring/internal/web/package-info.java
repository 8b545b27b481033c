/** Carries what a user has written from one request to the next. */
@NullMarked
package io.github.understudy.spring.internal.web;

import org.jspecify.annotations.NullMarked;
