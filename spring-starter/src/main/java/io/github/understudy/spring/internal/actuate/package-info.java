/** What the actuator shows. */
@NullMarked
package io.github.understudy.spring.internal.actuate;

import org.jspecify.annotations.NullMarked;
