/** From what the probes saw and what was known before to what is known now. Pure: no clock, no thread, no connection. */
@NullMarked
package io.github.understudy.internal.resolver;

import org.jspecify.annotations.NullMarked;
