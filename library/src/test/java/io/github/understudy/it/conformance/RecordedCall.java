package io.github.understudy.it.conformance;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Carries a call out and writes it down. */
record RecordedCall(Tape tape, Object real) implements InvocationHandler {

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        String call = tape.name(real) + "." + method.getName() + "(" + texts(arguments) + ")";
        try {
            Object answer = method.invoke(real, reals(arguments));
            return kept(call, method, answer);
        } catch (InvocationTargetException e) {
            tape.called(call, " ! " + Canonical.exception(e.getCause()));
            return Tape.nothing(method);
        }
    }

    private Object ofObject(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
        return method.getName().equals("equals") ? proxy == arguments[0] : method.invoke(real, arguments);
    }

    private Object kept(String call, Method method, Object answer) {
        if (method.getReturnType() == void.class) {
            tape.called(call, "");
            return null;
        }
        boolean unwrapped = method.getName().equals("unwrap");
        Object kept = answer != null && !unwrapped && JdbcType.isJdbc(answer)
                ? tape.record(recordedType(method), answer)
                : answer;
        tape.called(call, " = " + (kept == answer ? text(answer) : tape.name(answer)));
        return answer instanceof InputStream || answer instanceof Reader ? null : kept;
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> recordedType(Method method) {
        return (Class<Object>) method.getReturnType();
    }

    private String texts(Object[] arguments) {
        return Arrays.stream(arguments).map(this::argument).collect(Collectors.joining(", "));
    }

    private String argument(Object argument) {
        // Reading a stream would leave nothing for the driver.
        return argument instanceof InputStream || argument instanceof Reader
                ? argument.getClass().getSimpleName()
                : text(argument);
    }

    private String text(Object value) {
        return value != null && JdbcType.isJdbc(Tape.real(value))
                ? nameOrClass(Tape.real(value))
                : Canonical.text(value);
    }

    private String nameOrClass(Object value) {
        return tape.knows(value) ? tape.name(value) : value.getClass().getName();
    }

    private static Object[] reals(Object[] arguments) {
        return Arrays.stream(arguments)
                .map(it -> it == null ? null : Tape.real(it))
                .toArray();
    }
}
