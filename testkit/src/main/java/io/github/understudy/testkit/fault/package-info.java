/** A TCP proxy that refuses, resets, swallows, delays or slows down what passes through it: network faults without root. */
@NullMarked
package io.github.understudy.testkit.fault;

import org.jspecify.annotations.NullMarked;
