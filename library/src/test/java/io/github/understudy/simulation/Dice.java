package io.github.understudy.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of one life, from one seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A time between two, given in milliseconds. */
    long millis(double least, double most) {
        return (long) (1e6 * (least + random.nextDouble() * (most - least)));
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
