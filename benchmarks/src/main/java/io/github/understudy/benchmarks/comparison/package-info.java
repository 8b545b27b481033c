/** What an application notices of a fault behind Understudy, and behind the others that promise to carry it through. */
@NullMarked
package io.github.understudy.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
