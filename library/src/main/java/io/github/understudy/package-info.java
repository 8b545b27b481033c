/**
 * The entry: {@link io.github.understudy.UnderstudyDataSource}, a {@link javax.sql.DataSource} for a whole cluster, and
 * {@link io.github.understudy.UnderstudyDriver} for what can only be given a URL.
 */
@NullMarked
package io.github.understudy;

import org.jspecify.annotations.NullMarked;
