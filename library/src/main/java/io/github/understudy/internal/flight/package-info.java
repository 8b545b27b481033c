/** What Java Flight Recorder is told. Works, and does nothing, in a runtime without the module {@code jdk.jfr}. */
@NullMarked
package io.github.understudy.internal.flight;

import org.jspecify.annotations.NullMarked;
