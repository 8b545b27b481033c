@NullMarked
package io.github.understudy.spring;

import org.jspecify.annotations.NullMarked;
