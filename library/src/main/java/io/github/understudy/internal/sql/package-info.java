/** What a statement does, as far as its text tells. Pure, and never optimistic: what is not understood is a write. */
@NullMarked
package io.github.understudy.internal.sql;

import org.jspecify.annotations.NullMarked;
