package io.github.understudy.internal.resolver;

/**
 * Why a probe brought no answer.
 *
 * @param kind what it says about the server
 * @param message for a person to read: what was tried, how long, what came back
 */
public record ProbeFailure(Kind kind, String message) {

    /** What a failed probe says about the server. */
    public enum Kind {
        /** Nobody listens there, or the server ends: dead at once. */
        GONE,
        /** No answer in time: dead after several in a row. */
        TIMEOUT,
        /** It answers that it can't serve now (starting, offline, not ready). */
        NOT_READY,
        /** It has too many connections: alive, and it keeps its role. */
        OVERLOADED,
        /** It refuses our account. */
        ACCESS_DENIED,
        /** Anything else; treated as a missed answer. */
        ERROR
    }
}
