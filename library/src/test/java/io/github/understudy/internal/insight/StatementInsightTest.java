package io.github.understudy.internal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.insight.StatementStatistics;
import io.github.understudy.internal.flight.Flight;
import io.github.understudy.internal.sql.StatementText;
import io.github.understudy.topology.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StatementInsightTest {
    private static final Endpoint A = new Endpoint("a", 3306);
    private static final Endpoint B = new Endpoint("b", 3306);
    private static final long MILLI = 1_000_000;

    private final StatementInsight insight = new StatementInsight("test", 500, Duration.ZERO, Flight.NONE);

    private static void run(StatementInsight insight, String sql, Endpoint node, long millis) {
        insight.ran(new StatementText(sql), node, System.nanoTime(), millis * MILLI, 0, 1);
    }

    @Test
    void countsByForm() {
        StatementText select = new StatementText("SELECT a FROM t WHERE id = 1");
        long now = System.nanoTime();
        insight.ran(select, A, now, 10 * MILLI, 4 * MILLI, 0);
        insight.read(select, 3);
        insight.ran(new StatementText("select a from t where id = 2"), B, now, 20 * MILLI, 0, 0);
        insight.failed(select, B, now, 30 * MILLI, MILLI);
        insight.failed(select, null, now, MILLI, MILLI);

        assertThat(insight.top(10)).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("SELECT a FROM t WHERE id = ?");
            assertThat(it.id()).hasSize(16);
            assertThat(it.count()).isEqualTo(4);
            assertThat(it.errors()).isEqualTo(2);
            assertThat(it.total()).isEqualTo(Duration.ofMillis(61));
            assertThat(it.waiting()).isEqualTo(Duration.ofMillis(6));
            assertThat(it.executing()).isEqualTo(Duration.ofMillis(55));
            assertThat(it.mean()).isEqualTo(Duration.ofNanos(61 * MILLI / 4));
            assertThat(it.max()).isEqualTo(Duration.ofMillis(30));
            assertThat(it.p99()).isEqualTo(Duration.ofMillis(30));
            assertThat(it.rows()).isEqualTo(3);
            assertThat(it.nodes()).containsEntry(A, 1L).containsEntry(B, 2L).hasSize(2);
            assertThat(it.lastNode()).isEqualTo(B);
            assertThat(it.lastSeen()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    @Test
    void theLongestAltogetherComeFirst() {
        run(insight, "SELECT a", A, 5);
        run(insight, "SELECT b", A, 1);
        run(insight, "SELECT c", A, 4);
        run(insight, "SELECT c", A, 4);
        assertThat(insight.top(2)).extracting(StatementStatistics::text).containsExactly("SELECT c", "SELECT a");
        assertThat(insight.top(0)).isEmpty();
    }

    @Test
    void whatIsBeyondTheLimitIsCountedTogether() {
        StatementInsight small = new StatementInsight("test", 3, Duration.ZERO, Flight.NONE);
        for (int i = 0; i < 50; i++) {
            run(small, "SELECT column" + i, A, 1);
        }
        assertThat(small.top(100)).hasSize(4);
        assertThat(small.top(1)).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(StatementStatistics.OTHERS);
            assertThat(it.count()).isEqualTo(47);
        });
    }

    @Test
    void whatWasNotRunForLongMakesRoom() {
        DigestTable table = new DigestTable(2, 0);
        StatementText old = new StatementText("SELECT old");
        StatementText often = new StatementText("SELECT often");
        StatementText late = new StatementText("SELECT late");
        table.of(old, 0).add(A, 0, MILLI, 0, 0);
        table.of(often, 0).add(A, 0, MILLI, 0, 0);
        table.of(late, 0).add(A, 0, MILLI, 0, 0);
        assertThat(table.of(late, 0).id()).as("no room").isEqualTo(StatementStatistics.OTHERS);

        long later = DigestTable.IDLE_NANOS + DigestTable.BETWEEN_SWEEPS_NANOS;
        table.of(often, later).add(A, later, MILLI, 0, 0);
        table.of(new StatementText("SELECT new"), later).add(B, later, MILLI, 0, 0);

        assertThat(table.all().map(Tally::text)).contains("SELECT often", "SELECT new", "other statements");
        assertThat(table.of(old, later).id()).as("has no place any more").isEqualTo(StatementStatistics.OTHERS);
        assertThat(table.all()
                        .filter(it -> it.id().equals(StatementStatistics.OTHERS))
                        .map(it -> it.statistics(later, Instant.now()).count()))
                .as("what it has counted is not lost")
                .containsExactly(2L);
    }

    @Test
    void beginsAnew() {
        StatementText text = new StatementText("SELECT a");
        insight.ran(text, A, System.nanoTime(), MILLI, 0, 0);
        insight.reset();
        assertThat(insight.top(10)).isEmpty();
        insight.read(text, 5);
        insight.ran(text, A, System.nanoTime(), MILLI, 0, 0);
        assertThat(insight.top(10)).singleElement().satisfies(it -> {
            assertThat(it.count()).isOne();
            assertThat(it.rows()).isZero();
        });
    }

    @Test
    void losesNothingAmongManyThreads() throws Exception {
        int threads = 8;
        int times = 20_000;
        List<StatementText> texts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            texts.add(new StatementText("SELECT column" + i + " WHERE a = " + i));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Endpoint node = t % 2 == 0 ? A : B;
                all.add(pool.submit(() -> {
                    for (int i = 0; i < times; i++) {
                        StatementText text =
                                texts.get(ThreadLocalRandom.current().nextInt(texts.size()));
                        insight.ran(text, node, System.nanoTime(), 1_000, 10, 2);
                    }
                }));
            }
            while (all.stream().anyMatch(it -> !it.isDone())) {
                insight.top(5);
            }
            for (Future<?> each : all) {
                each.get(1, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        long runs = (long) threads * times;
        List<StatementStatistics> counted = insight.top(100);
        assertThat(counted).hasSize(20);
        assertThat(counted.stream().mapToLong(StatementStatistics::count)).hasSize(20);
        assertThat(counted.stream().mapToLong(StatementStatistics::count).sum()).isEqualTo(runs);
        assertThat(counted.stream().mapToLong(StatementStatistics::rows).sum()).isEqualTo(2 * runs);
        assertThat(counted.stream().mapToLong(it -> it.total().toNanos()).sum()).isEqualTo(1_000 * runs);
        assertThat(counted.stream().mapToLong(it -> it.nodes().get(A)).sum()).isEqualTo(runs / 2);
    }

    @Test
    void addressesThatChangeDoNotFillTheMemory() {
        for (int i = 0; i < 1_000; i++) {
            run(insight, "SELECT a", new Endpoint("host" + i, 3306), 1);
        }
        assertThat(insight.top(1).get(0).nodes()).hasSizeLessThan(100);
        assertThat(insight.top(1).get(0).count()).isEqualTo(1_000);
    }

    @Test
    void tellsOfEachSlowStatement() {
        AtomicInteger told = new AtomicInteger();
        Flight flight = new Flight() {
            @Override
            public void slow(String digest, String text, String node, long waitingNanos, long executingNanos) {
                assertThat(text).isEqualTo("SELECT ?");
                assertThat(node).isEqualTo("a:3306");
                assertThat(waitingNanos).isEqualTo(MILLI);
                assertThat(executingNanos).isBetween(99 * MILLI, 199 * MILLI);
                told.incrementAndGet();
            }
        };
        StatementInsight slow = new StatementInsight("test", 500, Duration.ofMillis(100), flight);
        StatementText text = new StatementText("SELECT 'secret'");
        slow.ran(text, A, System.nanoTime(), 99 * MILLI, MILLI, 0);
        slow.ran(text, A, System.nanoTime(), 100 * MILLI, MILLI, 0);
        slow.failed(text, A, System.nanoTime(), 200 * MILLI, MILLI);
        assertThat(told).hasValue(2);
    }
}
