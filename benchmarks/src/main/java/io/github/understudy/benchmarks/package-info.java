/** What the library costs, and how fast it is, measured against plain HikariCP. */
@NullMarked
package io.github.understudy.benchmarks;

import org.jspecify.annotations.NullMarked;
