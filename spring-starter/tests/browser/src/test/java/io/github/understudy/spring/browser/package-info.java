@NullMarked
package io.github.understudy.spring.browser;

import org.jspecify.annotations.NullMarked;
