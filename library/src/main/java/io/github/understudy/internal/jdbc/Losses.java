package io.github.understudy.internal.jdbc;

import io.github.understudy.internal.failover.Lease;
import io.github.understudy.internal.failure.Failure;

/** What the application is told that it has lost, and how. */
final class Losses {
    private Losses() {}

    /** What has become of a server. */
    static String symptom(Failure failure) {
        return failure == Failure.READ_ONLY
                ? "is read-only now"
                : failure.connectionIsGone() ? "was lost" : "turns work away";
    }

    static String ofTransaction(Lease lease, String symptom) {
        return "The transaction is rolled back for certain: " + lease.endpoint() + " " + symptom
                + " before COMMIT was carried out, so nothing of it was committed";
    }

    static String ofTransactionAtCommit(Lease lease) {
        return "The transaction is not there for certain: " + lease.endpoint()
                + " was lost while COMMIT was under way, and the present source does not have it. It was rolled back, or"
                + " lost by replication";
    }

    static String ofSession(Lease lease, String symptom) {
        return "The session is lost: " + lease.endpoint() + " " + symptom
                + ", and the application had set state there by SQL (a variable, a temporary table, a lock) that can't"
                + " be carried to another server";
    }

    static String ofOutcome(Lease lease) {
        return "It is not known whether the write was applied: " + lease.endpoint()
                + " was lost after it had been sent and before the answer came";
    }
}
