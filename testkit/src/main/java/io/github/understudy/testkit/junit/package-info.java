/** Clusters for JUnit 5 tests. Needs junit-jupiter-api on the class path. */
@NullMarked
package io.github.understudy.testkit.junit;

import org.jspecify.annotations.NullMarked;
