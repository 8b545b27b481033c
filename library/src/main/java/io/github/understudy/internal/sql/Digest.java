package io.github.understudy.internal.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The form of a statement: its text without values, and without anything that could be one. Pure. */
public final class Digest {
    private static final int ID_BYTES = 8;

    private Digest() {}

    /**
     * The text with a {@code ?} for each value, one of each list of values and the first of several rows, without
     * comments, keywords in upper case. What servers may read in two ways ends it, with {@code …}. Never throws.
     */
    public static String text(String sql) {
        return new DigestWriter(Lexer.tokens(sql)).write();
    }

    /** Sixteen characters that stand for a digest's text, everywhere and at all times. */
    public static String id(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
