package io.github.understudy.internal.monitor;

import io.github.understudy.internal.monitor.SeedSource.Found;
import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.NameLookup;
import io.github.understudy.topology.Endpoint;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time what the names of seeds and servers lead to, on a thread of its own since a name server may be
 * silent. Belongs to the monitor thread.
 */
final class NameWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NameWatch.class);

    /** The runtime itself remembers what it was told for longer than that, unless it is told otherwise. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** While nobody answers. */
    private static final long SHORT_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SeedSource seeds;
    private final Addresses addresses;
    private final Executor workers;
    private final Executor monitor;
    private final long patienceNanos;
    private boolean looking;
    private boolean ready;
    private long lastNanos;
    private volatile List<String> problems = List.of();

    /** @param patienceNanos after which the seeds are taken as they were given, where the first look has not ended */
    NameWatch(SeedSource seeds, Addresses addresses, Executor workers, Executor monitor, long patienceNanos) {
        this.seeds = seeds;
        this.addresses = addresses;
        this.workers = workers;
        this.monitor = monitor;
        this.patienceNanos = patienceNanos;
    }

    /** What could not be looked up, and why. */
    List<String> problems() {
        return problems;
    }

    /**
     * Looks again if it is time to.
     *
     * @param alone true if no server answers
     * @param found is told of what the seeds are
     * @return false while it is not known yet what the seeds are
     */
    boolean look(Set<Endpoint> known, boolean alone, long now, Consumer<Found> found) {
        if (!ready && seeds.isFixed()) {
            ready = true;
            found.accept(seeds.asGiven());
        }
        boolean first = !ready && !looking;
        boolean due = ready && !looking && now - lastNanos > (alone ? SHORT_PAUSE_NANOS : PAUSE_NANOS);
        if (first || (due && !isAllFixed(known))) {
            begin(List.copyOf(known), now, found);
        } else if (!ready && now - lastNanos > patienceNanos) {
            ready = true;
            found.accept(seeds.asGiven());
        }
        return ready;
    }

    private boolean isAllFixed(Set<Endpoint> known) {
        return seeds.isFixed() && known.stream().allMatch(it -> NameLookup.isAddress(it.host()));
    }

    private void begin(List<Endpoint> known, long now, Consumer<Found> found) {
        looking = true;
        lastNanos = now;
        try {
            workers.execute(() -> look(known, found));
        } catch (RuntimeException | OutOfMemoryError e) {
            looking = false;
            LOG.error("no thread to look up names; it is tried again", e);
        }
    }

    private void look(List<Endpoint> known, Consumer<Found> found) {
        Found seen = null;
        try {
            seen = seeds.isFixed() ? seeds.asGiven() : seeds.look();
            known.forEach(this::check);
        } finally {
            Found result = seen;
            monitor.execute(() -> ended(result, found));
        }
    }

    private void check(Endpoint endpoint) {
        try {
            addresses.check(endpoint);
        } catch (UnknownHostException e) {
            LOG.debug("{} does not resolve now; it is taken for what it was", endpoint, e);
        }
    }

    private void ended(@org.jspecify.annotations.Nullable Found seen, Consumer<Found> found) {
        looking = false;
        if (seen != null) {
            ready = true;
            problems = seen.problems();
            addresses.called(seen.names());
            found.accept(seen);
        }
    }
}
