package io.github.understudy.internal.monitor;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.internal.failure.FailureClassifier;
import io.github.understudy.internal.resolver.ProbeFailure;
import io.github.understudy.internal.resolver.ProbeFailure.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** From an exception of a probe to what it says about the server. Pure. */
final class ProbeFailures {
    private static final int OFFLINE_MODE = 3032;
    private static final Set<Integer> SHUTDOWN = Set.of(1053, 1079, 1080);

    private ProbeFailures() {}

    static ProbeFailure of(FailureClassifier classifier, Throwable thrown) {
        return switch (classifier.classify(thrown)) {
            case ACCESS_DENIED -> new ProbeFailure(Kind.ACCESS_DENIED, "refuses the account: " + thrown.getMessage());
            case OVERLOAD -> new ProbeFailure(Kind.OVERLOADED, "has too many connections: " + thrown.getMessage());
            case NOT_READY -> notReady(thrown);
            default -> ofLink(thrown);
        };
    }

    private static ProbeFailure notReady(Throwable thrown) {
        boolean offline = thrown instanceof SQLException sql && sql.getErrorCode() == OFFLINE_MODE;
        return offline
                ? new ProbeFailure(
                        Kind.NOT_READY, VerdictCode.OFFLINE, "offline_mode is on: " + thrown.getMessage(), "")
                : new ProbeFailure(Kind.NOT_READY, "answers that it can't serve now: " + thrown.getMessage());
    }

    private static ProbeFailure ofLink(Throwable thrown) {
        boolean lost = false;
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof ConnectException && isRefusal(at)) {
                return failure(Kind.GONE, VerdictCode.REFUSED, "refuses connections: ", thrown);
            }
            if (at instanceof UnknownHostException) {
                return failure(Kind.ERROR, VerdictCode.UNRESOLVED, "its name does not resolve: ", thrown);
            }
            if (at instanceof SQLException sql && SHUTDOWN.contains(sql.getErrorCode())) {
                return failure(Kind.GONE, VerdictCode.SHUTTING_DOWN, "is being shut down: ", thrown);
            }
            lost |= at instanceof java.io.IOException;
        }
        return failure(Kind.ERROR, lost ? VerdictCode.RESET : VerdictCode.FAILED, "probe failed: ", thrown);
    }

    /** The same class tells that the network gave no answer at all. */
    private static boolean isRefusal(Throwable connecting) {
        return !String.valueOf(connecting.getMessage()).toLowerCase(Locale.ROOT).contains("timed out");
    }

    private static ProbeFailure failure(Kind kind, VerdictCode code, String what, Throwable thrown) {
        return new ProbeFailure(kind, code, what + rootMessage(thrown), "");
    }

    private static String rootMessage(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getClass().getSimpleName() + ": " + at.getMessage();
    }
}
