package io.github.understudy.internal.jdbc.forward;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Calendar;
import java.util.Map;
import java.util.Properties;

/** A recognisable value of any type that JDBC uses. */
final class Samples {
    private Samples() {}

    static Object[] of(Class<?>[] types) {
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = of(types[i], i + 1);
        }
        return values;
    }

    static Object of(Class<?> type, int number) {
        if (type == String.class || type == Object.class) {
            return "text" + number;
        }
        if (type == Class.class) {
            return Runnable.class;
        }
        if (type.isPrimitive()) {
            return primitive(type, number);
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), number);
        }
        if (type.isInterface()) {
            return type == Map.class
                    ? Map.of()
                    : Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Recorder());
        }
        return object(type, number);
    }

    private static Object primitive(Class<?> type, int number) {
        if (type == boolean.class) {
            return true;
        }
        Object array = Array.newInstance(type, 1);
        if (type == byte.class) {
            Array.setByte(array, 0, (byte) number);
        } else if (type == short.class) {
            Array.setShort(array, 0, (short) number);
        } else {
            Array.setByte(array, 0, (byte) number);
        }
        return Array.get(array, 0);
    }

    private static Object object(Class<?> type, int number) {
        if (type == BigDecimal.class) {
            return BigDecimal.valueOf(number);
        }
        if (type == java.net.URL.class) {
            try {
                return URI.create("file:/tmp/" + number).toURL();
            } catch (java.net.MalformedURLException e) {
                throw new AssertionError(e);
            }
        }
        if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[number]);
        }
        if (type == Reader.class) {
            return new StringReader("read" + number);
        }
        if (type == Calendar.class) {
            return Calendar.getInstance();
        }
        if (type == Properties.class) {
            return new Properties();
        }
        if (type == java.sql.Date.class) {
            return new java.sql.Date(number);
        }
        if (type == java.sql.Time.class) {
            return new java.sql.Time(number);
        }
        if (type == java.sql.Timestamp.class) {
            return new java.sql.Timestamp(number);
        }
        if (type == java.sql.SQLWarning.class) {
            return new java.sql.SQLWarning("warning");
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        throw new AssertionError("no sample of " + type);
    }
}
