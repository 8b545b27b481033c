/** What a thread has written and seen, and which server has all of it. Pure. */
@NullMarked
package io.github.understudy.internal.consistency;

import org.jspecify.annotations.NullMarked;
