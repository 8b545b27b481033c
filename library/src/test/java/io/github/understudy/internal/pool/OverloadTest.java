package io.github.understudy.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.internal.failure.FailureClassifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a pool is told of a server that has too many connections. */
class OverloadTest {
    private final Overload overload = new Overload(new FailureClassifier());
    private final AtomicInteger attempts = new AtomicInteger();
    private final Connection room = (Connection) java.lang.reflect.Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> null);

    private Connection open(int refusals) throws SQLException {
        return overload.open(() -> {
            if (attempts.incrementAndGet() <= refusals) {
                throw new SQLException("Too many connections", "08004", 1040);
            }
            return room;
        });
    }

    @Test
    void theFirstRefusalsAreToldAndLaterOnesWaitedOut() throws SQLException {
        for (int told = 0; told < 3; told++) {
            assertThatThrownBy(() -> open(6)).hasMessage("Too many connections");
        }
        assertThat((Object) overload.refusal()).isNotNull();

        assertThat(open(6)).isSameAs(room);

        assertThat(attempts).hasValue(7);
        assertThat((Object) overload.refusal()).isNull();
        assertThatThrownBy(() -> open(100)).as("told anew").hasMessage("Too many connections");
    }

    @Test
    void otherFailuresPassAtOnce() {
        assertThatThrownBy(() -> overload.open(() -> {
                    throw new SQLException("Access denied", "28000", 1045);
                }))
                .hasMessage("Access denied");
        assertThat((Object) overload.refusal()).isNull();
    }

    @Test
    void whoClosesThePoolIsNotKeptWaiting() {
        for (int told = 0; told < 3; told++) {
            assertThatThrownBy(() -> open(1000)).isInstanceOf(SQLException.class);
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> open(1000)).hasMessage("Too many connections");
        assertThat(Thread.interrupted()).isTrue();
    }
}
