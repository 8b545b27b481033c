package io.github.understudy.internal.jdbc.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the classes of this package that forward every JDBC method, the {@code default} ones too, which no compiler
 * asks for. Run it after a change, or on a JDK with new methods: {@code ForwardDriftTest} tells how.
 */
final class ForwardGenerator {
    static final Path SOURCES = Path.of("src/main/java/io/github/understudy/internal/jdbc/forward");
    private static final List<String> NAMES =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");

    private ForwardGenerator() {}

    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> file : generate().entrySet()) {
            Files.writeString(SOURCES.resolve(file.getKey()), file.getValue());
        }
    }

    /** File name to content. */
    static Map<String, String> generate() {
        Map<String, String> files = new LinkedHashMap<>();
        add(files, "ForwardingConnection", "", Connection.class, null, "");
        add(files, "ForwardingStatement", "", Statement.class, null, STATEMENT_HOOKS + WRAP_HOOK);
        add(files, "ForwardingPreparedStatement", "ForwardingStatement", PreparedStatement.class, Statement.class, "");
        add(
                files,
                "ForwardingCallableStatement",
                "ForwardingPreparedStatement",
                CallableStatement.class,
                PreparedStatement.class,
                OUT_PARAMETERS_HOOK);
        add(files, "ForwardingResultSet", "", ResultSet.class, null, "");
        add(files, "ForwardingDatabaseMetaData", "", DatabaseMetaData.class, null, WRAP_HOOK);
        files.put("RecordingPreparedStatement.java", recordingPrepared());
        files.put("RecordingCallableStatement.java", recordingCallable());
        return files;
    }

    private static final String STATEMENT_HOOKS = """

                /** True if there is a physical statement now. */
                protected abstract boolean isBound();

                /** Keeps a setting, to be made on every physical statement from now on. */
                protected abstract void remember(StatementSetter setting) throws SQLException;

                /** The physical statement, to be asked for what its last execution gave; fails if that one is gone. */
                protected abstract Statement outcome() throws SQLException;

                /** True if the last result was read and closed, and its connection given back: there is nothing more. */
                protected abstract boolean isOver();
            """;

    private static final String OUT_PARAMETERS_HOOK = """

                @Override
                protected abstract CallableStatement outcome() throws SQLException;
            """;

    private static final Set<String> OUTCOMES = Set.of(
            "getGeneratedKeys",
            "getLargeUpdateCount",
            "getMoreResults",
            "getResultSet",
            "getUpdateCount",
            "getWarnings");

    private static final Map<String, String> NOTHING_MORE = Map.of(
            "getLargeUpdateCount", "-1", "getMoreResults", "false", "getResultSet", "null", "getUpdateCount", "-1");

    private static final String WRAP_HOOK = """

                /** What the application gets for a physical result. */
                protected abstract ResultSet wrap(ResultSet rows);

                private ResultSet wrapped(ResultSet rows) {
                    return rows == null ? null : wrap(rows);
                }
            """;

    private static void add(
            Map<String, String> files, String name, String parent, Class<?> type, Class<?> inherited, String hooks) {
        StringBuilder code =
                head(name, parent.isEmpty() ? "" : " extends " + parent, " implements " + type.getSimpleName());
        code.append("\n    /** The physical object behind this one. */\n");
        code.append(parent.isEmpty() ? "" : "    @Override\n");
        code.append("    protected abstract ")
                .append(type.getSimpleName())
                .append(" delegate() throws SQLException;\n");
        if (parent.isEmpty()) {
            code.append("""

                        /** Passes every exception on its way to the application; may throw another one instead. */
                        protected abstract <X extends SQLException> X failed(X exception) throws SQLException;
                    """);
        }
        code.append(hooks);
        for (Method method : methods(type, inherited)) {
            code.append('\n').append(forward(type, method, hooks.contains("wrapped(")));
        }
        files.put(name + ".java", code.append("}\n").toString());
    }

    private static StringBuilder head(String name, String parent, String interfaces) {
        return new StringBuilder("""
                // Generated by ForwardGenerator; edit the generator, not this file.
                package io.github.understudy.internal.jdbc.forward;

                import java.sql.*;
                import org.jspecify.annotations.NullUnmarked;

                @NullUnmarked
                @SuppressWarnings({"deprecation", "JdkObsolete", "MissingSummary", "TypeParameterUnusedInFormals"})
                """)
                .append("public abstract class ")
                .append(name)
                .append(parent)
                .append(interfaces)
                .append(" {\n");
    }

    /** Every method of an interface that a wrapper must forward, in an order that does not depend on the JDK. */
    static List<Method> methods(Class<?> type, Class<?> inherited) {
        Map<String, Method> methods = new LinkedHashMap<>();
        Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> inherited == null || !declares(inherited, method))
                .filter(method -> !isLeftToSubclass(method))
                .sorted(Comparator.comparing(ForwardGenerator::signature))
                .forEach(method -> methods.putIfAbsent(signature(method), method));
        return List.copyOf(methods.values());
    }

    /** It can't throw a plain SQLException, so it can't go the common way. */
    static boolean isLeftToSubclass(Method method) {
        return Arrays.stream(method.getExceptionTypes()).noneMatch(type -> type == SQLException.class);
    }

    private static boolean declares(Class<?> type, Method method) {
        try {
            type.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static String forward(Class<?> type, Method method, boolean wraps) {
        String call = (isOutcome(type, method) ? "outcome()." : "delegate().") + call(method);
        if (method.getName().equals("unwrap")) {
            return body(method, "return first.isInstance(this) ? first.cast(this) : " + call + ";");
        }
        if (method.getName().equals("isWrapperFor")) {
            return body(method, "return first.isInstance(this) || " + call + ";");
        }
        if (type == Statement.class && isSetting(method)) {
            return setting(method, call);
        }
        if (method.getReturnType() == void.class) {
            return body(method, call + ";");
        }
        if (type == Statement.class && NOTHING_MORE.containsKey(method.getName())) {
            String value = call.contains("getResultSet") ? "wrapped(" + call + ")" : call;
            return body(method, "return isOver() ? %s : %s;".formatted(NOTHING_MORE.get(method.getName()), value));
        }
        boolean result = wraps && method.getReturnType() == ResultSet.class;
        return body(method, "return " + (result ? "wrapped(" + call + ")" : call) + ";");
    }

    /** What a statement that was never executed on its connection can't answer. */
    private static boolean isOutcome(Class<?> type, Method method) {
        return (type == Statement.class && OUTCOMES.contains(method.getName()))
                || (type == CallableStatement.class && method.getReturnType() != void.class);
    }

    static boolean isSetting(Method method) {
        return method.getReturnType() == void.class
                && (method.getName().startsWith("set") || method.getName().equals("closeOnCompletion"));
    }

    private static String setting(Method method, String call) {
        return declaration(method) + """
                        if (isBound()) {
                            try {
                                %s;
                            } catch (SQLException e) {
                                throw failed(e);
                            }
                        }
                        remember(statement -> statement.%s);
                    }
                """.formatted(call, call(method));
    }

    private static String body(Method method, String statement) {
        return declaration(method) + """
                        try {
                            %s
                        } catch (SQLException e) {
                            throw failed(e);
                        }
                    }
                """.formatted(statement);
    }

    private static String declaration(Method method) {
        String generics = Arrays.stream(method.getTypeParameters())
                .map(TypeVariable::getName)
                .collect(Collectors.joining(", "));
        Type[] types = method.getGenericParameterTypes();
        String parameters = IntStream.range(0, types.length)
                .mapToObj(i -> name(types[i]) + " " + NAMES.get(i))
                .collect(Collectors.joining(", "));
        return "    @Override\n    public " + (generics.isEmpty() ? "" : "<" + generics + "> ")
                + name(method.getGenericReturnType()) + " " + method.getName() + "(" + parameters
                + ") throws SQLException {\n";
    }

    private static String call(Method method) {
        return method.getName()
                + IntStream.range(0, method.getParameterCount())
                        .mapToObj(NAMES::get)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String name(Type type) {
        String name = type.getTypeName().replace('$', '.');
        return name.replaceAll("java\\.(?:lang|sql)\\.([A-Z])", "$1").replaceAll("\\bDate\\b(?!\\.)", "Date");
    }

    // ---- recording ----

    /** What an application sets on a statement before it runs it. */
    static boolean isParameter(Method method, Class<?> first) {
        return method.getReturnType() == void.class
                && (method.getName().startsWith("set") || method.getName().equals("registerOutParameter"))
                && method.getParameterCount() > 1
                && method.getParameterTypes()[0] == first;
    }

    private static boolean isStream(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> InputStream.class.isAssignableFrom(type) || Reader.class.isAssignableFrom(type));
    }

    private static String recordingPrepared() {
        StringBuilder code = head("RecordingPreparedStatement", " extends ForwardingPreparedStatement", "")
                .append("""

                            /** Keeps a parameter, to be set again on another physical statement. */
                            protected abstract void record(int parameterIndex, ParameterSetter setter);

                            /** A parameter that can be read only once, a stream, was set. */
                            protected abstract void recordOnce(int parameterIndex);

                            /** A copy of a parameter that the application may change later, or the parameter itself. */
                            protected abstract <T> T keep(T value);

                            /** The parameters were cleared. */
                            protected abstract void forget();
                        """);
        append(
                code,
                methods(PreparedStatement.class, Statement.class),
                it -> isParameter(it, int.class),
                "first",
                // The index is given back when it is set again: a setter that kept it would be a third larger.
                call -> "(statement, index) -> statement." + call.replaceFirst("\\(first\\b", "(index"),
                ForwardGenerator::mayChange);
        return code.append(CLEAR).append(refusals()).append("}\n").toString();
    }

    /** JDBC forbids these on prepared statements; drivers run them, and the statement would not be what it was prepared as. */
    static boolean isRefused(Method method) {
        return method.getDeclaringClass() == Statement.class
                && (method.getName().startsWith("execute") || method.getName().equals("addBatch"))
                && method.getParameterCount() > 0;
    }

    private static String refusals() {
        StringBuilder code = new StringBuilder();
        methods(Statement.class, null).stream()
                .filter(ForwardGenerator::isRefused)
                .forEach(method -> code.append('\n')
                        .append(declaration(method))
                        .append(
                                "        throw new SQLException(\"A prepared statement has its text already\", \"S1009\");\n")
                        .append("    }\n"));
        return code.toString();
    }

    private static String recordingCallable() {
        StringBuilder code = head("RecordingCallableStatement", " extends ForwardingCallableStatement", "")
                .append("""

                            /** Keeps a parameter under its index or name, to be set again on another physical statement. */
                            protected abstract void record(Object key, CallableSetter setter);

                            /** A parameter that can be read only once, a stream, was set. */
                            protected abstract void recordOnce(Object key);

                            /** The parameters were cleared. */
                            protected abstract void forget();
                        """);
        List<Method> all = methods(CallableStatement.class, Statement.class);
        UnaryOperator<String> again = call -> "statement -> statement." + call;
        append(code, all, it -> isParameter(it, int.class), "first", again, type -> false);
        append(code, all, it -> isParameter(it, String.class), "first", again, type -> false);
        return code.append(CLEAR).append(refusals()).append("}\n").toString();
    }

    /** True for what the application may change after it has set it. */
    private static boolean mayChange(Class<?> type) {
        return type == byte[].class
                || type == Object.class
                || java.util.Date.class.isAssignableFrom(type)
                || type == Calendar.class
                || (type.isInterface() && type.getPackageName().equals("java.sql") && type != SQLType.class);
    }

    private static void append(
            StringBuilder code,
            List<Method> methods,
            Predicate<Method> chosen,
            String key,
            UnaryOperator<String> again,
            Predicate<Class<?>> mayChange) {
        methods.stream().filter(chosen).forEach(method -> {
            boolean out = method.getName().equals("registerOutParameter");
            String under = out ? "\"out \" + " + key : key;
            StringBuilder copies = new StringBuilder();
            String values = call(method);
            for (int i = 1; i < method.getParameterCount(); i++) {
                if (mayChange.test(method.getParameterTypes()[i]) && !isStream(method)) {
                    String value = NAMES.get(i);
                    String kept = "kept" + Character.toUpperCase(value.charAt(0)) + value.substring(1);
                    copies.append("        %s %s = keep(%s);\n"
                            .formatted(name(method.getGenericParameterTypes()[i]), kept, value));
                    values = values.replace(value, kept);
                }
            }
            String record = "record(" + under + ", " + again.apply(values) + ");";
            boolean object = method.getName().equals("setObject");
            code.append('\n')
                    .append(declaration(method))
                    .append("        super.")
                    .append(call(method))
                    .append(";\n")
                    .append(
                            isStream(method)
                                    ? "        recordOnce(" + key + ");\n"
                                    : object ? perhapsStream(copies, record, key) : copies + "        " + record + "\n")
                    .append("    }\n");
        });
    }

    private static String perhapsStream(CharSequence copies, String record, String key) {
        String lines = (copies + record).lines().map(String::strip).collect(Collectors.joining("\n" + " ".repeat(12)));
        return """
                        if (second instanceof java.io.InputStream || second instanceof java.io.Reader) {
                            recordOnce(%s);
                        } else {
                            %s
                        }
                """.formatted(key, lines);
    }

    private static final String CLEAR = """

                @Override
                public void clearParameters() throws SQLException {
                    super.clearParameters();
                    forget();
                }
            """;
}
