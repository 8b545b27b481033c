package io.github.understudy.it.frameworks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.sql.DataSource;

/**
 * Writes down which SQL a framework sends, for {@code corpus/captured-FRAMEWORK.sql}: one statement in a line, line breaks
 * as {@code \n}, sorted. Only with {@code -Dunderstudy.test.capture=true}; the lines that are there already stay, so that
 * runs on several servers add up. Without it, the framework gets the data source itself.
 */
final class Capture implements AutoCloseable {
    private final Path file;
    private final Set<String> texts = new ConcurrentSkipListSet<>();

    Capture(String framework) {
        file = Path.of("src", "test", "resources", "corpus", "captured-" + framework + ".sql");
    }

    DataSource of(DataSource dataSource) {
        return wanted() ? listen(DataSource.class, dataSource) : dataSource;
    }

    private static boolean wanted() {
        return Boolean.getBoolean("understudy.test.capture");
    }

    private <T> T listen(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            note(method, arguments);
            return wrap(method, invoke(target, method, arguments));
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void note(Method method, Object[] arguments) {
        boolean takesSql = method.getName().matches("prepare(Statement|Call)|execute.*|addBatch");
        if (takesSql && arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            texts.add(sql.strip().replace("\r\n", "\n").replace("\n", "\\n"));
        }
    }

    private Object wrap(Method method, Object result) {
        if (method.getName().equals("getConnection") && result instanceof Connection connection) {
            return listen(Connection.class, connection);
        }
        return method.getName().equals("createStatement") ? listen(Statement.class, (Statement) result) : result;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        if (texts.isEmpty()) {
            return;
        }
        try {
            Set<String> all = new TreeSet<>(texts);
            if (Files.exists(file)) {
                all.addAll(Files.readAllLines(file));
            }
            Files.write(file, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
