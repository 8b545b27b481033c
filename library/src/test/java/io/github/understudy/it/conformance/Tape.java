package io.github.understudy.it.conformance;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what is called on JDBC objects and what comes of it, one line for each call. Objects are named in the
 * order of their appearance, so that it also shows which call gave which object. Used by one thread.
 */
final class Tape {
    private final List<String> lines = new ArrayList<>();
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<Object, Object> recorded = new IdentityHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private int calls;

    List<String> lines() {
        return lines;
    }

    int calls() {
        return calls;
    }

    /** Something that is no call of a JDBC object, such as what another thread has seen. */
    void note(String text) {
        lines.add(text);
    }

    void called(String call, String outcome) {
        calls++;
        lines.add(call + outcome);
    }

    /** The same object, but everything called on it is written down. A call that fails returns null, 0 or false. */
    <T> T record(Class<T> type, T real) {
        Object known = recorded.get(real);
        if (known == null) {
            known = Proxy.newProxyInstance(
                    Tape.class.getClassLoader(),
                    new Class<?>[] {JdbcType.of(type, real)},
                    new RecordedCall(this, real));
            recorded.put(real, known);
            names.putIfAbsent(real, newName(JdbcType.of(type, real)));
        }
        return type.cast(known);
    }

    private String newName(Class<?> type) {
        String kind = type.getSimpleName();
        return Character.toLowerCase(kind.charAt(0)) + kind.substring(1) + counts.merge(kind, 1, Integer::sum);
    }

    String name(Object real) {
        return names.get(real);
    }

    boolean knows(Object real) {
        return names.containsKey(real);
    }

    /** What is behind a recorded object. */
    static Object real(Object object) {
        return Proxy.isProxyClass(object.getClass())
                        && Proxy.getInvocationHandler(object) instanceof RecordedCall recordedCall
                ? recordedCall.real()
                : object;
    }

    static Object nothing(Method method) {
        return method.getReturnType() == void.class ? null : Array.get(Array.newInstance(method.getReturnType(), 1), 0);
    }
}
