/** The library without a framework. */
@NullMarked
package io.github.understudy.samples.plain;

import org.jspecify.annotations.NullMarked;
