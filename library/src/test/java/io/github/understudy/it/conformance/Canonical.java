package io.github.understudy.it.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values and exceptions as text that is the same wherever they come from. */
final class Canonical {
    private static final int LONG = 300;
    private static final Pattern NODE = Pattern.compile("127\\.0\\.0\\.1:\\d+|127\\.0\\.0\\.1");
    private static final Pattern CONNECTION_ID = Pattern.compile("\\(conn=\\d+\\)");
    private static final Pattern IDENTITY =
            Pattern.compile("@[0-9a-f]{5,8}\\b|[0-9a-f]{8}(_[0-9a-f]{4}){3}_[0-9a-f]{12}");
    private static final Pattern HANDLER = Pattern.compile("handler \\(\\d+\\)");
    private static final Pattern MILLISECONDS = Pattern.compile("[\\d,]+ milliseconds");

    private Canonical() {}

    static String text(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String string) {
            return '"' + shortened(masked(string)) + '"';
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + shortened(HexFormat.of().formatHex(bytes));
        }
        if (value instanceof SQLException exception) {
            return exception(exception);
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map).toString();
        }
        return value.getClass().isArray() ? array(value) : streamOrOther(value);
    }

    private static String array(Object value) {
        return IntStream.range(0, Array.getLength(value))
                .mapToObj(index -> text(Array.get(value, index)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String streamOrOther(Object value) {
        try {
            if (value instanceof InputStream stream) {
                return "stream of " + text(stream.readAllBytes());
            }
            if (value instanceof Reader reader) {
                StringWriter text = new StringWriter();
                reader.transferTo(text);
                return "reader of " + text(text.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return other(value);
    }

    private static String other(Object value) {
        boolean plain = value.getClass().getName().startsWith("java.")
                && !value.getClass().getName().contains("$");
        boolean obvious = value instanceof Boolean || value instanceof Integer;
        if (!plain) {
            return value instanceof Enum ? value.toString() : className(value);
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        return obvious ? value.toString() : value.getClass().getSimpleName() + " " + value;
    }

    private static String className(Object value) {
        String name = value.getClass().getName();
        return name.contains("$$Lambda") ? "a lambda" : name;
    }

    private static String shortened(String text) {
        return text.length() <= LONG
                ? text
                : text.substring(0, LONG) + "… (" + text.length() + ", " + text.hashCode() + ")";
    }

    /** Class, SQLState, vendor code and message, and those of the exceptions chained to it. */
    static String exception(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName());
        if (thrown instanceof SQLException exception) {
            text.append(' ').append(exception.getSQLState()).append('/').append(exception.getErrorCode());
        }
        if (!(thrown instanceof RuntimeException)) {
            text.append(" '").append(masked(firstLine(thrown.getMessage()))).append('\'');
        }
        if (thrown instanceof BatchUpdateException batch) {
            text.append(" counts ").append(Arrays.toString(batch.getUpdateCounts()));
        }
        if (thrown instanceof SQLWarning warning && warning.getNextWarning() != null) {
            text.append(" then ").append(exception(warning.getNextWarning()));
        } else if (thrown instanceof SQLException exception && exception.getNextException() != null) {
            text.append(" then ").append(exception(exception.getNextException()));
        }
        return text.toString();
    }

    private static String firstLine(String message) {
        return message == null ? "null" : message.lines().findFirst().orElse("");
    }

    private static String masked(String text) {
        String masked = NODE.matcher(text).replaceAll("<node>");
        masked = CONNECTION_ID.matcher(masked).replaceAll("(conn=N)");
        masked = IDENTITY.matcher(masked).replaceAll("<identity>");
        masked = HANDLER.matcher(masked).replaceAll("handler (N)");
        return MILLISECONDS.matcher(masked).replaceAll("N milliseconds");
    }
}
