/** The auto-configurations: they put the parts together, and nobody sees them. */
@NullMarked
package io.github.understudy.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
