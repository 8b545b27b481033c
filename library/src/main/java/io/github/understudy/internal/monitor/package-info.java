/**
 * The only owner of threads: probes the nodes, feeds the resolver, publishes what is known, and frees what hangs.
 *
 * <p>Threads of one data source, all daemons: {@code monitor} (one; decides, and watches deadlines; never does I/O),
 * {@code worker} (as many as there are probes in flight, plus the closing of dropped pools), {@code events} (one; calls
 * the listeners).
 */
@NullMarked
package io.github.understudy.internal.monitor;

import org.jspecify.annotations.NullMarked;
