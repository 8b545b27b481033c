@NullMarked
package io.github.understudy.spring.internal.web;

import org.jspecify.annotations.NullMarked;
