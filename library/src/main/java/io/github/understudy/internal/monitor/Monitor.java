package io.github.understudy.internal.monitor;

import io.github.understudy.event.ClusterEvent;
import io.github.understudy.internal.consistency.AcknowledgedWrites;
import io.github.understudy.internal.failover.LiveTopology;
import io.github.understudy.internal.failover.Suspicions;
import io.github.understudy.internal.monitor.Watch.Attempt;
import io.github.understudy.internal.resolver.ClusterState;
import io.github.understudy.internal.resolver.Moment;
import io.github.understudy.internal.resolver.Observation;
import io.github.understudy.internal.resolver.ProbeFailure;
import io.github.understudy.internal.resolver.Resolution;
import io.github.understudy.internal.resolver.Resolver;
import io.github.understudy.internal.routing.Nearness;
import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the nodes. Its state belongs to the monitor thread alone; probes run on workers and hand their results back.
 */
public final class Monitor implements Suspicions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    /** However many threads report a node, it is not asked more often. */
    private static final long SOONEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final MonitorSettings settings;
    private final Resolver resolver;
    private final LiveTopology live;
    private final Threads threads;
    private final Function<Endpoint, Prober> probers;
    private final Consequences consequences;
    private final SecondOpinion opinion;
    private final Nearness nearness;
    private final NameWatch names;
    private final Encounters encounters;
    private final Map<Endpoint, Watch> watches = new HashMap<>();
    private final Map<Endpoint, Duration> responseTimes = new ConcurrentHashMap<>();
    private volatile ClusterState state;
    private volatile boolean closed;
    private volatile boolean lookedUp;
    private long alertUntilNanos;
    private @Nullable ScheduledFuture<?> nextRound;

    Monitor(
            MonitorSettings settings,
            Function<Monitor, NameWatch> names,
            Encounters encounters,
            Resolver resolver,
            LiveTopology live,
            Threads threads,
            Function<Endpoint, Prober> probers,
            Consequences consequences,
            SecondOpinion opinion,
            Nearness nearness) {
        this.settings = settings;
        this.resolver = resolver;
        this.live = live;
        this.threads = threads;
        this.probers = probers;
        this.consequences = consequences;
        this.opinion = opinion;
        this.nearness = nearness;
        this.names = names.apply(this);
        this.encounters = encounters;
        this.state = ClusterState.of(List.of(), System.nanoTime());
        this.alertUntilNanos = System.nanoTime();
    }

    /** Starts probing; returns at once. */
    public void start() {
        onMonitor(this::round);
    }

    /** Which names of seeds could not be looked up, and why. */
    public List<String> seedProblems() {
        return names.problems();
    }

    /** False while it is not known yet what the names of the seeds stand for. */
    public boolean isLookedUp() {
        return lookedUp;
    }

    private void seeded(SeedSource.Found found) {
        state = state.seeded(found.seeds(), System.nanoTime());
        if (!lookedUp) {
            lookedUp = true;
            round();
        }
    }

    /** What the monitor knows, beyond the topology. */
    public ClusterState state() {
        return state;
    }

    @Override
    public void report(Endpoint endpoint, String symptom) {
        Node source = live.current().sourceNode();
        if (source != null && source.endpoint().equals(endpoint)) {
            live.doubtSource();
        }
        onMonitor(() -> {
            LOG.debug("{}: {} looks ill: {}", settings.name(), endpoint, symptom);
            long now = System.nanoTime();
            alertUntilNanos = now + settings.alertTime().toNanos();
            Watch watch = watches.get(endpoint);
            if (watch != null && !watch.isInFlight() && now - watch.startedNanos() > SOONEST_NANOS) {
                begin(endpoint, watch, now);
            }
            round();
        });
    }

    /** How long a server usually needs to answer a probe; null if that was never measured. */
    public @Nullable Duration responseTime(Endpoint endpoint) {
        return responseTimes.get(endpoint);
    }

    /** Probes every server now but those that refuse our account; returns at once. */
    public void probeAll() {
        onMonitor(() -> {
            long now = System.nanoTime();
            watches.forEach((endpoint, watch) -> {
                boolean due = !watch.isInFlight() && now - watch.startedNanos() > SOONEST_NANOS;
                if (due && !state.isDenied(endpoint)) {
                    begin(endpoint, watch, now);
                }
            });
            round();
        });
    }

    /**
     * Accepts a server as the source although it lacks transactions.
     *
     * @return false if nothing is refused for that reason
     */
    public boolean acceptLostWrites() {
        boolean refusing = resolver.isRefusingLostWrites(state);
        if (refusing) {
            onMonitor(() -> apply(resolver.acceptLostWrites(state, now())));
        }
        return refusing;
    }

    void onMonitor(Runnable task) {
        try {
            threads.monitor().execute(() -> {
                if (closed) {
                    return;
                }
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    // An error here must never end the watching.
                    LOG.error("{}: the monitor failed and goes on", settings.name(), e);
                    scheduleRound(settings.interval().toNanos());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.trace("the data source is closed", e);
        }
    }

    /** Probes every address that is due, and plans the next round. */
    private void round() {
        long now = System.nanoTime();
        long wait = settings.interval().toNanos();
        boolean alone = state.topology().nodes().stream().noneMatch(Node::isReachable);
        if (!names.look(state.endpoints(), alone, now, this::seeded)) {
            scheduleRound(settings.fastInterval().toNanos());
            return;
        }
        forgetOld();
        for (Endpoint endpoint : state.endpoints()) {
            Watch watch = watches.computeIfAbsent(endpoint, it -> new Watch(() -> probers.apply(it), settings));
            if (watch.isInFlight()) {
                continue;
            }
            long left = watch.wasStarted()
                    ? watch.startedNanos()
                            + Pace.pauseNanos(settings, state, endpoint, watch.interval(), alertUntilNanos - now > 0)
                            - now
                    : 0;
            if (left <= 0) {
                begin(endpoint, watch, now);
            } else {
                wait = Math.min(wait, left);
            }
        }
        scheduleRound(wait);
    }

    private void scheduleRound(long waitNanos) {
        if (nextRound != null) {
            nextRound.cancel(false);
        }
        nextRound = threads.monitor().schedule(() -> onMonitor(this::round), waitNanos, TimeUnit.NANOSECONDS);
    }

    private void begin(Endpoint endpoint, Watch watch, long now) {
        Attempt attempt = watch.begin(now);
        awaitInTime(endpoint, watch, attempt, now);
        try {
            threads.workers().execute(() -> {
                ProbeResult result = attempt.prober.probe();
                onMonitor(() -> finish(endpoint, watch, attempt, result));
            });
        } catch (RuntimeException | OutOfMemoryError e) {
            attempt.inFlight = false;
            LOG.error("{}: no thread to probe {}", settings.name(), endpoint, e);
        }
    }

    private void awaitInTime(Endpoint endpoint, Watch watch, Attempt attempt, long now) {
        long started = attempt.startedNanos;
        Duration limit = watch.limit();
        long due = now + limit.toNanos();
        threads.monitor()
                .schedule(
                        () -> onMonitor(() -> late(endpoint, watch, attempt, started, due, limit)),
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** A probe has not ended in time: by the server's silence, or because its name does not resolve, for example. */
    private void late(Endpoint endpoint, Watch watch, Attempt attempt, long started, long due, Duration limit) {
        if (!watch.isCurrent(attempt, started) || watches.get(endpoint) != watch) {
            return;
        }
        long now = System.nanoTime();
        if (Oversleep.isOurs(due, now, limit, attempt.oversleeps)) {
            attempt.oversleeps++;
            LOG.debug("{}: woke {} ms late, waits for {} anew", settings.name(), (now - due) / 1_000_000, endpoint);
            awaitInTime(endpoint, watch, attempt, now);
            return;
        }
        ProbeFailure failure = Prober.timedOut(limit, watch.limits());
        watch.giveUp();
        apply(resolver.onFailure(known(), endpoint, failure, now()));
        round();
    }

    private void finish(Endpoint endpoint, Watch watch, Attempt attempt, ProbeResult result) {
        attempt.inFlight = false;
        if (watches.get(endpoint) != watch || watch.isAbandoned(attempt)) {
            attempt.prober.close();
            return;
        }
        boolean wasLate = watch.isLate(attempt);
        if (result instanceof ProbeResult.Answered answered) {
            if (wasLate) {
                watch.adopt(attempt);
            }
            watch.dropLate();
            watch.answered(answered.nanos()).ifPresent(usual -> responseTimes.put(endpoint, usual));
            encounters.met(endpoint, answered.observation().id(), answered.from());
            answered(endpoint, answered.observation(), attempt.startedNanos);
            nearness.measured(state.topology(), address -> Watch.roundTrip(watches.get(address)));
        } else if (wasLate) {
            watch.dropLate(); // it has counted as missed already
        } else {
            failed(endpoint, watch, ((ProbeResult.Failed) result).failure());
        }
        round();
    }

    private void answered(Endpoint endpoint, Observation answer, long startedNanos) {
        Resolution resolution = resolver.onAnswer(known(), endpoint, answer, now());
        live.observed(resolution.state().topology(), endpoint, answer.gtids(), startedNanos);
        apply(resolution);
        Node source = state.topology().sourceNode();
        if (source != null && source.endpoint().equals(endpoint)) {
            // From the start of the probe: the answer was true at some moment after it.
            live.confirmSource(startedNanos);
        }
    }

    private void failed(Endpoint endpoint, Watch watch, ProbeFailure failure) {
        boolean overloaded = failure.kind() == ProbeFailure.Kind.OVERLOADED;
        if (!overloaded) {
            // The newer attempt knows more. Where no connection is to be had, the old one may know more yet.
            watch.dropLate();
        }
        apply(resolver.onFailure(known(), endpoint, failure, now()));
        Node source = state.topology().sourceNode();
        if (overloaded && source != null && source.endpoint().equals(endpoint)) {
            askOtherwise(source);
        }
    }

    private void askOtherwise(Node source) {
        threads.workers().execute(() -> {
            long start = System.nanoTime();
            Observation said = opinion.ask(source);
            if (said != null && said.id().equals(source.id())) {
                onMonitor(() -> heard(source, said, start));
            }
        });
    }

    private void heard(Node source, Observation said, long startedNanos) {
        if (!isSource(state.topology(), source) || live.isSourceConfirmedSince(startedNanos)) {
            return;
        }
        if (!said.looksLikeSource()) {
            answered(source.endpoint(), said, startedNanos);
            round();
        } else if (state.isSettled()) {
            // Where another one claims to be the source, only a whole answer will do. It is not taken for one: there is
            // still no connection to be had.
            live.confirmSource(startedNanos);
        }
    }

    /** The state so far, with what servers have acknowledged to us since. */
    private ClusterState known() {
        AcknowledgedWrites writes = live.acknowledged();
        return state.acknowledged(writes.take(), writes.isAnyUntold());
    }

    private static Moment now() {
        return new Moment(System.nanoTime(), Instant.now());
    }

    private void apply(Resolution resolution) {
        Topology before = state.topology();
        state = resolution.state();
        Topology after = state.topology();
        if (after != before) {
            Node source = after.sourceNode();
            live.publish(after);
            if (source != null && !isSource(before, source)) {
                live.confirmSource(System.nanoTime());
            }
            consequences.apply(before, after);
        }
        for (ClusterEvent event : resolution.events()) {
            consequences.tell(event);
        }
    }

    private static boolean isSource(Topology topology, Node node) {
        Node source = topology.sourceNode();
        return source != null && source.id().equals(node.id());
    }

    private void forgetOld() {
        watches.entrySet().removeIf(entry -> {
            boolean old = !state.endpoints().contains(entry.getKey());
            if (old) {
                entry.getValue().close();
                responseTimes.remove(entry.getKey());
            }
            return old;
        });
        encounters.keepOnly(state.endpoints());
    }

    /** Stops probing and frees every probe; the threads end with {@link Threads#close}. */
    @Override
    public void close() {
        closed = true;
        live.close();
        try {
            threads.monitor()
                    .submit(() -> watches.values().forEach(Watch::close))
                    .get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("{}: closing the probes failed", settings.name(), e);
        }
    }
}
