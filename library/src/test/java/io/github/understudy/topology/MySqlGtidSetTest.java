package io.github.understudy.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlGtidSetTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "' \n '|''",
                "A:1|A:1",
                "A:1-1|A:1",
                "A:7:1-5|A:1-5:7",
                "A:1-3:4-6|A:1-6",
                "A:5-9:1-6|A:1-9",
                "A:9:7:5:3:1|A:1:3:5:7:9",
                "B:1,A:2|A:2,B:1",
                "A:1,A:2|A:1-2",
                "' A : 1 - 5 : 7 ,\nB : 2 '|A:1-5:7,B:2",
                "A:tag:1-3|A:tag:1-3",
                "A:1-2:zeta:4:5:alpha:1|A:1-2:alpha:1:zeta:4-5",
                "A:tag:1,A:3|A:3:tag:1",
                "A:tag:1:tag:2|A:tag:1-2",
                "A:TAG:1|A:tag:1",
                "A:1-9223372036854775806|A:1-9223372036854775806"
            })
    void writesWhatItReadsInCanonicalForm(String text, String canonical) {
        assertThat(parse(text)).hasToString(expand(canonical));
        assertThat(parse(text)).isEqualTo(parse(canonical)).hasSameHashCodeAs(parse(canonical));
    }

    @Test
    void readsUpperCaseIdentities() {
        assertThat(MySqlGtidSet.parse(A.toUpperCase(java.util.Locale.ROOT) + ":1"))
                .hasToString(A + ":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "A:",
                "A:0",
                "A:5-3",
                "A:1-",
                "A:-1",
                "A:1--2",
                "A:tag",
                "A:tag:",
                "A:1:tag",
                "A:9tag:1",
                "A:1,",
                ",",
                "A:1,,B:1",
                "x:1",
                "A-1:1",
                "A:99999999999999999999",
                "A:1-9223372036854775807",
                "0-1-5",
                "A:1;B:1"
            })
    void refusesWhatIsNoSet(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expand(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-5|''|true",
                "''|''|true",
                "''|A:1|false",
                "A:1-5|A:2-4|true",
                "A:1-5|A:1-5|true",
                "A:1-5|A:1-6|false",
                "A:1-5:8-9|A:3:9|true",
                "A:1-5:8-9|A:5-8|false",
                "A:1-5|B:1|false",
                "A:1-5,B:1-9|A:5,B:9|true",
                "A:1-5:tag:1-9|A:tag:9|true",
                "A:1-5:tag:1-9|A:9|false",
                "A:1-5|A:tag:1|false"
            })
    void containsASetIfAllOfItIsThere(String set, String part, boolean expected) {
        assertThat(parse(set).contains(parse(part))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-9|A:3-4|A:1-2:5-9",
                "A:1-9|A:1-9|''",
                "A:1-9|A:1-20|''",
                "A:3-9|A:1-4:8-12|A:5-7",
                "A:1-3:7-9|A:2-8|A:1:9",
                "A:1-9,B:1|A:1-9|B:1",
                "A:1-9:tag:1-3|A:1-9|A:tag:1-3",
                "''|A:1|''"
            })
    void subtracts(String set, String other, String rest) {
        assertThat(parse(set).subtract(parse(other))).isEqualTo(parse(rest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-9|A:3-4|A:3-4",
                "A:1-5:8-12|A:4-9|A:4-5:8-9",
                "A:1-5|B:1-5|''",
                "A:1-5|A:tag:1-5|''",
                "A:1-5,B:1|''|''",
                "A:1-5:tag:1-3,B:1|A:5-9:tag:2,B:1-2|A:5:tag:2,B:1"
            })
    void intersects(String one, String other, String common) {
        assertThat(parse(one).intersect(parse(other))).isEqualTo(parse(common));
        assertThat(parse(other).intersect(parse(one))).isEqualTo(parse(common));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-5|A:9|A:1-9",
                "A:1-5|A:6|A:1-6",
                "A:1-9|A:5|A:1-9",
                "A:1-5:7|A:9|A:1-5:7-9",
                "A:1-5:7-9|A:6|A:1-9",
                "A:1-5|A:7:9|A:1-9",
                "A:1-5,B:1-3|A:7|A:1-7,B:1-3",
                "B:1-3|A:2|A:1-2,B:1-3",
                "A:tag:1-2|A:tag:4|A:tag:1-4",
                "''|A:3|A:1-3"
            })
    void whatWasCommittedUpToATransactionHasNoGapAfterWhatIsKnown(String known, String own, String expected) {
        assertThat(parse(known).upTo(parse(own))).isEqualTo(parse(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-5:tag:1-2|A:tag:4",
                "A:1-5:tag:1-2|A:6",
                "A:1-5|A:tag:2",
                "A:1-5|''",
                "A:1-5|A:6,B:1",
                "A:1-5|A:1000001"
            })
    void whatIsCountedInSeveralRowsDoesNotTellWhatWasBefore(String known, String own) {
        assertThat(parse(known).upTo(parse(own))).isNull();
    }

    @Test
    void countsTheIntervals() {
        assertThat(parse("A:1-5:7:tag:1-3,B:2").intervals()).isEqualTo(4);
        assertThat(parse("").intervals()).isZero();
    }

    @Test
    void countsTheTransactions() {
        assertThat(parse("A:1-5:7,B:2:tag:1-10").count()).isEqualTo(17);
        assertThat(parse("").count()).isZero();
    }

    @Test
    void isNotRelatedToAPositionOfMariaDb() {
        GtidSet other = MariaDbGtidPosition.parse("0-1-5");
        MySqlGtidSet set = parse("A:1-5");
        assertThat(set.contains(other)).isFalse();
        assertThat(set.contains(MariaDbGtidPosition.empty())).isTrue();
        assertThat(set.subtract(other)).isEqualTo(set);
        assertThat(set.intersect(other).isEmpty()).isTrue();
        assertThat(set.union(MariaDbGtidPosition.empty())).isEqualTo(set);
        assertThatThrownBy(() -> set.union(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparesAFragmentedSetInOneWalk() {
        StringBuilder text = new StringBuilder(A);
        for (int i = 1; i < 400_000; i += 2) {
            text.append(':').append(i);
        }
        MySqlGtidSet fragmented = MySqlGtidSet.parse(text.toString());
        assertThat(fragmented.count()).isEqualTo(200_000);
        assertThat(fragmented.contains(MySqlGtidSet.parse(text.toString()))).isTrue();
        assertThat(fragmented.subtract(fragmented).isEmpty()).isTrue();
        assertThat(parse("A:1-400000").contains(fragmented)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121, 42})
    void agreesWithPlainSetsOfNumbers(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Sample one = Sample.draw(random);
            Sample two = Sample.draw(random);
            String context = "seed " + seed + ": " + one.text + " and " + two.text;
            Set<String> union = new HashSet<>(one.plain);
            union.addAll(two.plain);
            Set<String> rest = new HashSet<>(one.plain);
            rest.removeAll(two.plain);
            assertThat(one.set().contains(two.set())).as(context).isEqualTo(one.plain.containsAll(two.plain));
            assertThat(one.set().contains(one.set().subtract(two.set())))
                    .as(context)
                    .isTrue();
            assertThat(Sample.plain(one.set().union(two.set()))).as(context).isEqualTo(union);
            assertThat(Sample.plain(one.set().subtract(two.set()))).as(context).isEqualTo(rest);
            Set<String> common = new HashSet<>(one.plain);
            common.retainAll(two.plain);
            assertThat(Sample.plain(one.set().intersect(two.set()))).as(context).isEqualTo(common);
            MySqlGtidSet upTo = one.set().upTo(two.set());
            if (upTo != null) {
                assertThat(Sample.plain(upTo)).as(context).isEqualTo(Sample.upTo(one, two));
            }
            assertThat(one.set().count()).as(context).isEqualTo(one.plain.size());
            assertThat(one.set().equals(two.set())).as(context).isEqualTo(one.plain.equals(two.plain));
            assertThat(MySqlGtidSet.parse(one.set().toString())).as(context).isEqualTo(one.set());
        }
    }

    private static MySqlGtidSet parse(String text) {
        return MySqlGtidSet.parse(expand(text));
    }

    private static String expand(String text) {
        return text.replace("A", A).replace("B", B).replace("T" + A + "G", "TAG");
    }

    /** A text in any order with overlaps, and what it means number by number. */
    private record Sample(String text, Set<String> plain) {
        private static final List<String> ORIGINS = List.of(A, B, A + ":red", B + ":red", B + ":blue");

        MySqlGtidSet set() {
            return MySqlGtidSet.parse(text);
        }

        static Sample draw(Random random) {
            StringBuilder text = new StringBuilder();
            Set<String> plain = new HashSet<>();
            for (int entries = random.nextInt(4); entries > 0; entries--) {
                String origin = ORIGINS.get(random.nextInt(ORIGINS.size()));
                text.append(text.isEmpty() ? "" : ",").append(origin);
                for (int intervals = 1 + random.nextInt(4); intervals > 0; intervals--) {
                    int first = 1 + random.nextInt(12);
                    int last = first + random.nextInt(5);
                    text.append(':').append(first).append(last > first ? "-" + last : "");
                    addAll(plain, origin, first, last);
                }
            }
            return new Sample(text.toString(), plain);
        }

        static Set<String> upTo(Sample known, Sample own) {
            Set<String> expected = new HashSet<>(known.plain);
            expected.addAll(own.plain);
            for (String origin : ORIGINS) {
                for (int number = last(known, origin) + 1; number < last(own, origin); number++) {
                    expected.add(origin + ":" + number);
                }
            }
            return expected;
        }

        private static int last(Sample sample, String origin) {
            int last = 20;
            while (last > 0 && !sample.plain.contains(origin + ":" + last)) {
                last--;
            }
            return last;
        }

        static Set<String> plain(MySqlGtidSet set) {
            Set<String> plain = new HashSet<>();
            for (String origin : ORIGINS) {
                for (int number = 1; number < 20; number++) {
                    if (set.contains(MySqlGtidSet.parse(origin + ":" + number))) {
                        plain.add(origin + ":" + number);
                    }
                }
            }
            assertThat(set.count()).isEqualTo(plain.size());
            return plain;
        }

        private static void addAll(Set<String> plain, String origin, int first, int last) {
            for (int number = first; number <= last; number++) {
                plain.add(origin + ":" + number);
            }
        }
    }
}
