package io.github.understudy.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbGtidPositionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "0-1-270|0-1-270",
                "' 1-2-25 ,\n0-1-270 '|0-1-270,1-2-25",
                "0-1-5,0-2-9|0-2-9",
                "4294967295-4294967295-9223372036854775807|4294967295-4294967295-9223372036854775807"
            })
    void writesWhatItReadsInCanonicalForm(String text, String canonical) {
        assertThat(MariaDbGtidPosition.parse(text)).hasToString(canonical);
        assertThat(MariaDbGtidPosition.parse(text))
                .isEqualTo(MariaDbGtidPosition.parse(canonical))
                .hasSameHashCodeAs(MariaDbGtidPosition.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0-1",
                "0-1-",
                "0-1-2-3",
                "-1-2-3",
                "a-1-2",
                "0-1-2,",
                ",",
                "0-1-99999999999999999999",
                "0--2-3"
            })
    void refusesWhatIsNoPosition(String text) {
        assertThatThrownBy(() -> MariaDbGtidPosition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-1-5|''|true",
                "''|''|true",
                "''|0-1-1|false",
                "0-1-5|0-1-5|true",
                "0-1-5|0-2-4|true",
                "0-1-5|0-2-6|false",
                "0-1-5|1-1-1|false",
                "0-1-5,1-1-1|1-1-1|true",
                "0-1-5,1-1-1|0-1-5,1-1-2|false"
            })
    void containsAPositionIfItIsAsFarInEachDomain(String position, String other, boolean expected) {
        assertThat(MariaDbGtidPosition.parse(position).contains(MariaDbGtidPosition.parse(other)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-1-5,1-1-3|0-1-5|1-1-3|0-1-5,1-1-3",
                "0-1-5|0-2-9|''|0-2-9",
                "0-1-9|0-2-5|0-1-9|0-1-9",
                "0-1-5|0-2-5|''|0-1-5",
                "''|0-1-1|''|0-1-1"
            })
    void subtractsAndUnitesByDomain(String one, String other, String rest, String union) {
        MariaDbGtidPosition mine = MariaDbGtidPosition.parse(one);
        MariaDbGtidPosition theirs = MariaDbGtidPosition.parse(other);
        assertThat(mine.subtract(theirs)).hasToString(rest);
        assertThat(mine.union(theirs)).hasToString(union);
    }

    @Test
    void countsBySequence() {
        assertThat(MariaDbGtidPosition.parse("0-1-5,1-1-3").count()).isEqualTo(8);
        assertThat(MariaDbGtidPosition.empty().count()).isZero();
    }

    @Test
    void isNotRelatedToASetOfMySql() {
        GtidSet other = MySqlGtidSet.parse("3e11fa47-71ca-11e1-9e33-c80aa9429562:1");
        MariaDbGtidPosition position = MariaDbGtidPosition.parse("0-1-5");
        assertThat(position.contains(other)).isFalse();
        assertThat(position.contains(MySqlGtidSet.empty())).isTrue();
        assertThat(position.subtract(other)).isEqualTo(position);
        assertThat(position.intersect(other).isEmpty()).isTrue();
        assertThat(position.union(MySqlGtidSet.empty())).isEqualTo(position);
        assertThatThrownBy(() -> position.union(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121, 42})
    void agreesWithPlainNumbersForEachDomain(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Map<Integer, Integer> one = draw(random);
            Map<Integer, Integer> two = draw(random);
            Map<Integer, Integer> union = new HashMap<>(one);
            two.forEach((domain, sequence) -> union.merge(domain, sequence, Math::max));
            Map<Integer, Integer> rest = new HashMap<>(one);
            rest.entrySet().removeIf(entry -> two.getOrDefault(entry.getKey(), 0) >= entry.getValue());
            Map<Integer, Integer> common = new HashMap<>(one);
            common.keySet().retainAll(two.keySet());
            common.replaceAll((domain, sequence) -> Math.min(sequence, two.getOrDefault(domain, 0)));
            String context = "seed " + seed + ": " + one + " and " + two;
            assertThat(position(one).contains(position(two))).as(context).isEqualTo(union.equals(one));
            assertThat(position(one).union(position(two))).as(context).isEqualTo(position(union));
            assertThat(position(one).intersect(position(two))).as(context).isEqualTo(position(common));
            assertThat(position(one).subtract(position(two))).as(context).isEqualTo(position(rest));
        }
    }

    private static Map<Integer, Integer> draw(Random random) {
        Map<Integer, Integer> sequences = new HashMap<>();
        for (int domain = 0; domain < 3; domain++) {
            if (random.nextInt(4) > 0) {
                sequences.put(domain, 1 + random.nextInt(5));
            }
        }
        return sequences;
    }

    private static MariaDbGtidPosition position(Map<Integer, Integer> sequences) {
        return sequences.entrySet().stream()
                .map(entry -> MariaDbGtidPosition.parse(entry.getKey() + "-1-" + entry.getValue()))
                .reduce(MariaDbGtidPosition.empty(), MariaDbGtidPosition::union);
    }
}
