/** What applications may use of the starter, and never need to. Its classes see none of the starter's other packages. */
@NullMarked
package io.github.understudy.spring;

import org.jspecify.annotations.NullMarked;
