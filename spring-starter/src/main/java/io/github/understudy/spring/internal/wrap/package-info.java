/** From a Hikari data source to an Understudy data source around the same settings, and back. */
@NullMarked
package io.github.understudy.spring.internal.wrap;

import org.jspecify.annotations.NullMarked;
