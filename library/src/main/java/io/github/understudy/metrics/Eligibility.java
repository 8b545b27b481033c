package io.github.understudy.metrics;

/**
 * Whether a node takes requests of a kind now. Immutable.
 *
 * @param eligible true if it does
 * @param reason why, or why not, for a person to read
 */
public record Eligibility(boolean eligible, String reason) {

    /** It takes them. */
    public static Eligibility yes(String reason) {
        return new Eligibility(true, reason);
    }

    /** It does not. */
    public static Eligibility no(String reason) {
        return new Eligibility(false, reason);
    }
}
