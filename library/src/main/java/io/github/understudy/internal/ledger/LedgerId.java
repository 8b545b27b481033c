package io.github.understudy.internal.ledger;

/**
 * Stands for one transaction. Never used again, not even after a rollback: otherwise an old question would get the
 * answer to a new one.
 *
 * @param moment milliseconds since 1970 and a count within them
 * @param origin which {@link LedgerIds} made it
 */
public record LedgerId(long moment, long origin) {

    /** As SQL writes 16 bytes; the same with every {@code sql_mode} and character set. */
    String literal() {
        return "x'" + this + "'";
    }

    /** 32 hexadecimal digits, as {@code HEX(id)} shows them. */
    @Override
    public String toString() {
        return "%016X%016X".formatted(moment, origin);
    }
}
