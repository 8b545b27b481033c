package io.github.understudy.samples.failover;

/**
 * One request of a customer and how it went. Times are those of {@link RunClock}.
 *
 * @param kind what was asked
 * @param from when
 * @param to when it was answered
 * @param node which node did it, from 0; -1 if none did
 * @param byReplica whether that node was a replica then
 * @param answer what became of it
 */
record Request(Kind kind, long from, long to, int node, boolean byReplica, Answer answer) {

    /** What a request is about. */
    enum Kind {
        ORDER,
        READ
    }

    boolean isSuccess() {
        return answer.isSuccess();
    }

    long nanos() {
        return to - from;
    }
}
