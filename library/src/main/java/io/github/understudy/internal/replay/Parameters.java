package io.github.understudy.internal.replay;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies of parameters: the application may change its own objects after it has run a statement. */
public final class Parameters {
    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class);

    private Parameters() {}

    /** The value itself if it never changes, else a copy; null if it can't be copied. */
    @SuppressWarnings({"unchecked", "JavaUtilDate"})
    public static <T> @Nullable T keep(T value) {
        if (IMMUTABLE.contains(value.getClass())
                || value instanceof Enum<?>
                || value.getClass().getPackageName().equals("java.time")) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return (T) bytes.clone();
        }
        if (value instanceof Date date) {
            return (T) date.clone();
        }
        return value instanceof Calendar calendar ? (T) calendar.clone() : null;
    }
}
