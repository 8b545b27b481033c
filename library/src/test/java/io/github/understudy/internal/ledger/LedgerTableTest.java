package io.github.understudy.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and ids. */
class LedgerTableTest {

    @ParameterizedTest
    @CsvSource({"understudy_ledger,`understudy_ledger`", "ops.ledger,`ops`.`ledger`", "o`; DROP,`o``; DROP`"})
    void namesAreQuoted(String name, String quoted) {
        assertThat(LedgerTable.of(name).quoted()).isEqualTo(quoted);
        assertThat(LedgerTable.of(name).createStatement()).startsWith("CREATE TABLE IF NOT EXISTS " + quoted + " (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "a.", ".a", "a.b.c", "a ", "a\u0000b"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> LedgerTable.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsGrowAlsoWhenTheClockIsSetBack() {
        AtomicLong clock = new AtomicLong(1_700_000_000_000L);
        LedgerIds ids = new LedgerIds(-1, clock::get);
        String first = ids.next().toString();
        String second = ids.next().toString();
        clock.addAndGet(-3_600_000);
        String third = ids.next().toString();
        clock.addAndGet(3_600_001);
        String fourth = ids.next().toString();
        assertThat(new String[] {first, second, third, fourth})
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(first).isEqualTo("018BCFE568000000FFFFFFFFFFFFFFFF");
    }

    @Test
    void twoMakersNeverMakeTheSame() {
        assertThat(new LedgerIds().next().origin())
                .isNotEqualTo(new LedgerIds().next().origin());
    }
}
