/** What happens to the cluster, told as it happens: each decision of the library is one event with its reason. */
@NullMarked
package io.github.understudy.event;

import org.jspecify.annotations.NullMarked;
