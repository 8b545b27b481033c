package io.github.understudy.internal.jdbc.forward;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JDBC object of any type that notes how it is called. */
final class Recorder implements InvocationHandler {
    final List<String> calls = new ArrayList<>();
    Object answer;
    SQLException failure;

    static String text(Method method, Object[] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return method.getName() + Arrays.toString(method.getParameterTypes()) + Arrays.toString(given);
    }

    <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws SQLException {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("hashCode")
                    ? 1
                    : method.getName().equals("equals") ? proxy == arguments[0] : "recorder";
        }
        calls.add(text(method, arguments));
        if (failure != null) {
            throw failure;
        }
        return answer;
    }
}
