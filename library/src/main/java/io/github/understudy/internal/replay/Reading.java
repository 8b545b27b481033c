package io.github.understudy.internal.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** How far the application has read a result, row after row, and a digest of what it could see there. */
public final class Reading {
    private final MessageDigest digest = newDigest();
    private boolean @Nullable [] binary;
    private long rows;
    private boolean atEnd;

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The application has gone on by one row. */
    public void moved(ResultSet result, boolean toRow) throws SQLException {
        if (!toRow) {
            atEnd = true;
            return;
        }
        rows++;
        boolean[] kinds = binary;
        if (kinds == null) {
            kinds = kinds(result.getMetaData());
            binary = kinds;
        }
        for (int i = 0; i < kinds.length; i++) {
            byte[] value = kinds[i] ? result.getBytes(i + 1) : bytes(result.getString(i + 1));
            add(value);
        }
    }

    /** With its length before it: two texts must not look like two others. */
    private void add(byte @Nullable [] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(0, value == null ? -1 : value.length)
                .array());
        if (value != null) {
            digest.update(value);
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean[] kinds(ResultSetMetaData columns) throws SQLException {
        boolean[] binary = new boolean[columns.getColumnCount()];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = switch (columns.getColumnType(i + 1)) {
                case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
                default -> false;
            };
        }
        return binary;
    }

    /**
     * Reads another result of the same statement as far as this one was read.
     *
     * @return a reading of the other result, to go on with
     * @throws ReplayMismatchException if it is not the same
     */
    public Reading follow(ResultSet other) throws SQLException {
        Reading again = new Reading();
        while (again.rows < rows) {
            boolean there = other.next();
            again.moved(other, there);
            if (!there) {
                throw new ReplayMismatchException("gave fewer rows than before");
            }
        }
        if (!MessageDigest.isEqual(copy(digest), copy(again.digest))) {
            throw new ReplayMismatchException("gave other rows than before");
        }
        if (atEnd) {
            again.atEnd = true;
            if (other.next()) {
                throw new ReplayMismatchException("gave more rows than before");
            }
        }
        return again;
    }

    private static byte[] copy(MessageDigest running) {
        try {
            return ((MessageDigest) running.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be cloned in every Java", e);
        }
    }
}
