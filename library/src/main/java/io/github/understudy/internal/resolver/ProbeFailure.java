package io.github.understudy.internal.resolver;

import io.github.understudy.event.VerdictCode;

/**
 * Why a probe brought no answer.
 *
 * @param kind what follows from it
 * @param code what it says about the server
 * @param message for a person to read: what was tried, how long, what came back
 * @param limits the thresholds it was measured by, empty if none
 */
public record ProbeFailure(Kind kind, VerdictCode code, String message, String limits) {

    /** One whose kind says it all. */
    public ProbeFailure(Kind kind, String message) {
        this(kind, kind.code, message, "");
    }

    /** What a failed probe says about the server. */
    public enum Kind {
        /** Nobody listens there, or the server ends: dead at once. */
        GONE(VerdictCode.REFUSED),
        /** No answer in time: dead after several in a row. */
        TIMEOUT(VerdictCode.SILENT),
        /** It answers that it can't serve now (starting, offline, not ready). */
        NOT_READY(VerdictCode.NOT_READY),
        /** It has too many connections: alive, and it keeps its role. */
        OVERLOADED(VerdictCode.OVERLOADED),
        /** It refuses our account. */
        ACCESS_DENIED(VerdictCode.DENIED),
        /** Anything else; treated as a missed answer. */
        ERROR(VerdictCode.FAILED);

        private final VerdictCode code;

        Kind(VerdictCode code) {
            this.code = code;
        }
    }

    boolean isSignOfLife() {
        return kind == Kind.OVERLOADED;
    }

    /** True if the server said nothing, so that it may well be alive where others reach it. */
    boolean isUnheard() {
        return kind == Kind.GONE || kind == Kind.TIMEOUT || kind == Kind.ERROR;
    }
}
