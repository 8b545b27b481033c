package io.github.understudy.it.conformance;

import java.util.Arrays;

/** Scenarios with differences that are defects: they are printed, and do not fail the test yet. */
enum Pending {
    WRONG_SETTINGS(
            "wrong settings of a connection",
            "a setting that the driver refuses is only found out by the next statement, and by every one after it"),
    CLIENT_INFO("client info as a whole", "properties are added to those that were set before"),
    BLANK("a blank text", "the server's error for an empty text is now and then missing; not explained yet"),
    SAME_RESULT("the same result twice", "each time it is asked for, a result is wrapped and counted anew"),
    CATALOG("a catalog by SQL", "the pool remembers an earlier catalog and does not see USE"),
    AUTOCOMMIT(
            "commit and rollback with autocommit",
            "the library answers, and not the driver: MariaDB's commits what SQL began"),
    PREPARED_READ_ONLY(
            "a write is prepared on a read-only connection",
            "preparing it is refused already, and not only running it"),
    READ_ONLY_TRANSACTION(
            "read-only transactions by SQL", "a refused write is taken for a demotion and ends the transaction");

    private final String scenario;
    private final String defect;

    Pending(String scenario, String defect) {
        this.scenario = scenario;
        this.defect = defect;
    }

    String defect() {
        return defect;
    }

    static boolean holds(Scenario scenario) {
        return Arrays.stream(values()).anyMatch(it -> it.scenario.equals(scenario.name()));
    }
}
