package io.github.understudy.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.pool.Addresses;
import io.github.understudy.internal.pool.SystemNames;
import io.github.understudy.topology.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When names are looked up, and that no failure ends it. */
class NameWatchTest {
    private static final Endpoint SEED = new Endpoint("localhost", 3306);
    private static final long LATER = TimeUnit.SECONDS.toNanos(10);

    private final List<SeedSource.Found> found = new ArrayList<>();
    private @Nullable RuntimeException refusal;
    private @Nullable Error exhaustion;
    private final NameWatch names = new NameWatch(
            new SeedSource(List.of(SEED), List.of(), new SystemNames()),
            new Addresses(new SystemNames()),
            this::work,
            Runnable::run,
            Long.MAX_VALUE);

    private void work(Runnable task) {
        if (refusal != null) {
            throw refusal;
        }
        if (exhaustion != null) {
            throw exhaustion;
        }
        task.run();
    }

    private boolean look(long now) {
        return names.look(Set.of(SEED), true, now, found::add);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFirstLookForWhichThereIsNoThreadIsTakenAgain(boolean rejected) {
        refuse(rejected);
        assertThat(look(0)).isFalse();

        refusal = null;
        exhaustion = null;
        look(1);
        assertThat(look(2)).isTrue();
        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soIsALaterOne(boolean rejected) {
        look(0);
        refuse(rejected);
        look(LATER);
        assertThat(found).hasSize(1);

        refusal = null;
        exhaustion = null;
        look(2 * LATER);
        assertThat(found).hasSize(2);
    }

    @Test
    void namesAreLookedUpAgainAfterAWhile() {
        look(0);
        look(1);
        assertThat(found).hasSize(1);

        look(LATER);
        assertThat(found).hasSize(2);
    }

    private void refuse(boolean rejected) {
        refusal = rejected ? new RejectedExecutionException("closed") : null;
        exhaustion = rejected ? null : new OutOfMemoryError("unable to create native thread");
    }
}
