package io.github.understudy.it;

import io.github.understudy.testkit.TestNode;

/** What a node of a Galera cluster has counted. */
final class GaleraFigures {
    private GaleraFigures() {}

    /** Transactions that were committed there, and not only applied. */
    static long commits(TestNode node) {
        return of(node, "wsrep_local_commits");
    }

    /** How many rows were looked for by a key, as the application's reads do. */
    static long reads(TestNode node) {
        return of(node, "handler_read_key");
    }

    /** @param name a status variable that is a number */
    static long of(TestNode node, String name) {
        return Long.parseLong(String.valueOf(node.query("SELECT variable_value FROM information_schema.global_status"
                + " WHERE variable_name = '" + name + "'")));
    }
}
