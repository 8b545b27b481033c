package io.github.understudy.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many lives of a cluster, each made by chance from its seed. {@code -Dunderstudy.simulation.seeds=1000000} lives more of
 * them, {@code -Dunderstudy.simulation.seed=42} lives one and prints it.
 */
class SimulationTest {
    private static final String ONE = "understudy.simulation.seed";
    private static final String COUNT = "understudy.simulation.seeds";
    private static final long USUAL_COUNT = 10_000;

    @Test
    void keepsItsPromisesInEveryLife() {
        Long one = Long.getLong(ONE);
        if (one != null) {
            System.out.println(Simulation.trace(one).text());
            Simulation.run(one);
            return;
        }
        long count = Long.getLong(COUNT, USUAL_COUNT);
        long start = System.nanoTime();
        long proving = LongStream.range(0, count).filter(Simulation::run).count();
        System.out.printf(
                "%d lives in %d ms, %d of them prove nothing: nobody could tell two sources apart%n",
                count, (System.nanoTime() - start) / 1_000_000, count - proving);
    }

    /** Lives in which a promise was broken before the library was mended, and how. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0    | the COMMIT after a note was sent to a server that had come into doubt meanwhile
            173  | a former source was accepted because of what a replica had said before the promotion
            2187 | a leftover took over from a promoted source that had not forgotten whom it had followed
            3544 | a leftover was accepted on the word of a replica that had been away
            9730 | a leftover was accepted after a source that had died before it was asked as one
            422  | a leftover was accepted when the source came back read-only after a restart
            """)
    void keepsWhatItHadBrokenOnce(long seed, String story) {
        Simulation.run(seed);
    }
}
