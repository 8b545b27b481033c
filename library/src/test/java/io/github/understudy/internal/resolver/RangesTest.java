package io.github.understudy.internal.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.resolver.Ranges.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RangesTest {

    @Test
    void joinsWhatTouches() {
        assertThat(Ranges.of(1, 3).plus(Ranges.of(4, 5)).plus(Ranges.of(7, 7)).ranges())
                .containsExactly(new Range(1, 5), new Range(7, 7));
    }

    @Test
    void behavesAsASetOfNumbers() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            TreeSet<Long> one = numbers(random);
            TreeSet<Long> other = numbers(random);
            TreeSet<Long> both = new TreeSet<>(one);
            both.addAll(other);
            TreeSet<Long> rest = new TreeSet<>(one);
            rest.removeAll(other);

            assertThat(ranges(one).plus(ranges(other))).isEqualTo(ranges(both));
            assertThat(ranges(one).minus(ranges(other))).isEqualTo(ranges(rest));
            assertThat(ranges(one).count()).isEqualTo(one.size());
        }
    }

    private static TreeSet<Long> numbers(Random random) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            numbers.add((long) random.nextInt(20));
        }
        return numbers;
    }

    private static Ranges ranges(TreeSet<Long> numbers) {
        List<Range> single = new ArrayList<>();
        numbers.forEach(number -> single.add(new Range(number, number)));
        return Ranges.NONE.plus(new Ranges(single));
    }
}
