/**
 * An open transaction as it was seen by the application: what it did, and what it was answered; so that it can be done
 * again on another server, and the application goes on only if the answers are the same.
 */
@NullMarked
package io.github.understudy.internal.replay;

import org.jspecify.annotations.NullMarked;
