package io.github.understudy.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.resolver.ProbeFailure;
import io.github.understudy.internal.resolver.ProbeFailure.Kind;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProbeFailuresTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(link(new ConnectException("Connection refused")), Kind.GONE, VerdictCode.REFUSED),
                Arguments.of(link(new ConnectException("Connection timed out")), Kind.ERROR, VerdictCode.RESET),
                Arguments.of(link(new UnknownHostException("db1")), Kind.ERROR, VerdictCode.UNRESOLVED),
                Arguments.of(link(new SocketException("Connection reset")), Kind.ERROR, VerdictCode.RESET),
                Arguments.of(server("08S01", 1053), Kind.GONE, VerdictCode.SHUTTING_DOWN),
                Arguments.of(server("08004", 1040), Kind.OVERLOADED, VerdictCode.OVERLOADED),
                Arguments.of(server("28000", 1045), Kind.ACCESS_DENIED, VerdictCode.DENIED),
                Arguments.of(server("08S01", 1047), Kind.NOT_READY, VerdictCode.NOT_READY),
                Arguments.of(server("HY000", 3032), Kind.NOT_READY, VerdictCode.OFFLINE),
                Arguments.of(server("HY000", 1205), Kind.ERROR, VerdictCode.FAILED),
                Arguments.of(new IllegalStateException("x"), Kind.ERROR, VerdictCode.FAILED));
    }

    private static SQLException link(Exception cause) {
        return new SQLException("Communications link failure", "08S01", 0, cause);
    }

    private static SQLException server(String state, int code) {
        return new SQLException("the server says so", state, code);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachExceptionHasItsCode(Throwable thrown, Kind kind, VerdictCode code) {
        ProbeFailure failure = ProbeFailures.of(new FailureClassifier(), thrown);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isNotBlank();
    }
}
