package io.github.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.consistency.ConsistencyLevel;

/**
 * Two instances of the application that write to different nodes. A node that has received much still applies it while
 * the writer has acknowledged it long ago.
 */
final class TwoWriters {
    private final Connected one;
    private final Connected other;

    TwoWriters(Connected one, Connected other) {
        this.one = one;
        this.other = other;
    }

    /**
     * Asks the other one for what the first has just written into the table {@code big}: plainly, and by level or token.
     *
     * @param rows a table expression of 40,000 rows
     */
    void assertStrictReads(String rows) throws Exception {
        int stale = 0;
        for (int round = 1; round <= 6; round++) {
            one.update("INSERT INTO big (round) SELECT " + round + " FROM " + rows);
            String question = "SELECT COUNT(*) FROM big WHERE round = " + round;
            String token = one.dataSource.consistency().token();
            stale += other.newest(question).equals("40000") ? 0 : 1;
            String seen = round % 2 == 0
                    ? other.dataSource.consistency().at(ConsistencyLevel.STRONG, () -> other.query(question))
                    : other.inBackground(() -> other.dataSource.consistency().with(token, () -> other.newest(question)))
                            .get();
            assertThat(seen).as("round %d", round).isEqualTo("40000");
        }
        System.out.printf(
                "FIGURE %s, two writers: %d of 6 plain reads on the other instance's writer were stale, none of 3 strong"
                        + " ones and of 3 with a token%n",
                other.dataSource.topology().kind(), stale);
    }
}
