package io.github.understudy.spring.internal.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final AtomicLong writes = new AtomicLong();
    private final List<RetryListener.Outcome> outcomes = new ArrayList<>();
    private final Retry retry = new Retry(writes::get, outcomes::add);
    private int runs;

    private static Exception lost() {
        return new IllegalStateException("translated", new TransactionLostException("gone", new SQLException("cut")));
    }

    @Test
    void aLostTransactionIsRunAgain() throws Throwable {
        assertThat(retry.run("work", 3, () -> {
                    if (++runs < 3) {
                        throw lost();
                    }
                    return "done";
                }))
                .isEqualTo("done");
        assertThat(outcomes).containsExactly(RetryListener.Outcome.LOST, RetryListener.Outcome.SUCCESS);
    }

    @Test
    void butNotForEver() {
        Exception failure = lost();
        assertThatThrownBy(() -> retry.run("work", 2, () -> {
                    runs++;
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(runs).isEqualTo(2);
        assertThat(failure)
                .cause()
                .satisfies(cause ->
                        assertThat(cause.getSuppressed()[0]).hasMessage("work was not run again: it was run 2 times"));
    }

    @Test
    void whoHasGivenUpInsideIsNotRunAgainOutside() {
        assertThatThrownBy(() -> retry.run(
                        "outer",
                        3,
                        () -> retry.run("inner", 2, () -> {
                            runs++;
                            throw lost();
                        })))
                .hasRootCauseMessage("cut");
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void whatHasCommittedSomethingIsNotRunAgain() {
        assertThatThrownBy(() -> retry.run("work", 3, () -> {
                    runs++;
                    writes.incrementAndGet();
                    throw lost();
                }))
                .hasMessage("translated");
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void anUnknownOutcomeOrAnythingElseIsNotRunAgain() {
        TransactionLostException lost =
                new TransactionLostException("gone", new OutcomeUnknownException("who knows", null));
        assertThatThrownBy(() -> retry.run("work", 3, () -> {
                    runs++;
                    throw lost;
                }))
                .isSameAs(lost);
        assertThatThrownBy(() -> retry.run("work", 3, () -> {
                    runs++;
                    throw new IllegalStateException("of its own");
                }))
                .hasMessage("of its own");
        assertThat(runs).isEqualTo(2);
        assertThat(outcomes).isEmpty();
    }

    @Test
    void aLossIsFoundBehindABatchAndInACircle() {
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(new TransactionLostException("gone", null));
        SQLException circle = new SQLException("circle", batch);
        batch.initCause(circle);

        assertThat((Throwable) Loss.in(circle)).hasMessage("gone");
        assertThat((Throwable) Loss.in(new IllegalStateException("nothing"))).isNull();
    }
}
