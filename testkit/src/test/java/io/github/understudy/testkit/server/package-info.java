@NullMarked
package io.github.understudy.testkit.server;

import org.jspecify.annotations.NullMarked;
