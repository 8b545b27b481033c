package io.github.understudy.it.conformance;

/**
 * A sequence of JDBC calls.
 *
 * @param name what it is about
 * @param slow true if it waits for something and is therefore played once for each driver only
 * @param play makes the calls
 */
record Scenario(String name, boolean slow, Play play) {

    /** Makes the calls on the connections of a stage. */
    interface Play {
        void on(Stage stage) throws Exception;
    }

    static Scenario of(String name, Play play) {
        return new Scenario(name, false, play);
    }

    static Scenario slow(String name, Play play) {
        return new Scenario(name, true, play);
    }
}
