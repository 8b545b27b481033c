package io.github.understudy.it.matrix;

/** What can happen to a cluster: a row of its table. */
interface Fault {
    /** No cluster does anything about it by itself. */
    Notice NEVER = stage -> false;

    /** As in the choice of what is run. */
    String name();

    /** For a person. */
    String title();

    /** Whether the application knows one server only, by a name. */
    default boolean byName() {
        return false;
    }

    /** Whether the other servers go on without the lost one: the cluster's own detection. */
    default boolean isNoticed(Stage stage) {
        return notice().isGiven(stage);
    }

    default Notice notice() {
        return NEVER;
    }

    /** Whether no request fails with replay and ledger. */
    default boolean isSurvivable() {
        return false;
    }

    /** Makes it happen and ends it. What remains amiss is repaired by the restoration of the cluster. */
    default void happen(Stage stage) throws Exception {
        injection().happen(stage);
        stage.isOver();
    }

    Injection injection();

    /** One fault from its beginning to its end. */
    interface Injection {
        void happen(Stage stage) throws Exception;
    }

    /** Whether the other servers have agreed. */
    interface Notice {
        boolean isGiven(Stage stage);
    }
}
