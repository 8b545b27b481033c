package io.github.understudy.internal.jdbc.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every method of every JDBC type, the {@code default} ones too, reaches the object behind, with all it was given. */
class ForwardConformanceTest {
    private final List<SQLException> passed = new ArrayList<>();
    private final List<StatementSetter> settings = new ArrayList<>();
    private final List<CallableSetter> calls = new ArrayList<>();
    private Recorder target = new Recorder();

    @TestFactory
    Stream<DynamicTest> forwardsEveryMethod() {
        return types().flatMap(type ->
                methods(type).map(method -> DynamicTest.dynamicTest(name(method), () -> forwards(type, method))));
    }

    @TestFactory
    Stream<DynamicTest> passesEveryExceptionOnce() {
        return types().flatMap(type -> methods(type)
                .map(method -> DynamicTest.dynamicTest(name(method), () -> passesException(type, method))));
    }

    @TestFactory
    Stream<DynamicTest> setsEveryParameterAgain() {
        return Stream.of(PreparedStatement.class, CallableStatement.class)
                .flatMap(type -> ForwardGenerator.methods(type, Statement.class).stream()
                        .filter(method -> ForwardGenerator.isParameter(method, int.class)
                                || ForwardGenerator.isParameter(method, String.class))
                        .map(method -> DynamicTest.dynamicTest(name(method), () -> setsAgain(type, method))));
    }

    private static Stream<Method> methods(Class<?> type) {
        boolean prepared = PreparedStatement.class.isAssignableFrom(type);
        return ForwardGenerator.methods(type, null).stream()
                .filter(method -> !prepared || !ForwardGenerator.isRefused(method));
    }

    private static Stream<Class<?>> types() {
        return Stream.of(
                Connection.class,
                Statement.class,
                PreparedStatement.class,
                CallableStatement.class,
                ResultSet.class,
                DatabaseMetaData.class);
    }

    private static String name(Method method) {
        return method.toString().replaceAll(" throws .*", "");
    }

    private void forwards(Class<?> type, Method method) throws ReflectiveOperationException {
        start();
        target.answer = method.getReturnType() == void.class ? null : Samples.of(method.getReturnType(), 7);
        Object[] arguments = Samples.of(method.getParameterTypes());

        Object result = method.invoke(wrapper(type), arguments);

        assertThat(target.calls).containsExactly(Recorder.text(method, arguments));
        assertThat(result).isEqualTo(target.answer);
    }

    private void passesException(Class<?> type, Method method) {
        start();
        SQLException failure = new SQLException("it failed");
        target.failure = failure;

        Throwable thrown = catchThrowable(() -> method.invoke(wrapper(type), Samples.of(method.getParameterTypes())));

        assertThat(thrown).isInstanceOf(InvocationTargetException.class).hasCause(failure);
        assertThat(passed).containsExactly(failure);
    }

    private void setsAgain(Class<?> type, Method method) throws ReflectiveOperationException, SQLException {
        start();
        Object[] arguments = Samples.of(method.getParameterTypes());
        method.invoke(recording(type), arguments);
        List<String> first = List.copyOf(target.calls);
        boolean stream =
                Stream.of(arguments).anyMatch(it -> it instanceof java.io.InputStream || it instanceof java.io.Reader);

        target = new Recorder();
        for (CallableSetter setter : calls) {
            setter.applyTo(target.as(CallableStatement.class));
        }

        assertThat(first).hasSize(1);
        assertThat(target.calls).isEqualTo(stream ? List.of() : first);
    }

    private void start() {
        passed.clear();
        calls.clear();
        target = new Recorder();
    }

    private <X extends SQLException> X pass(X exception) {
        passed.add(exception);
        return exception;
    }

    private Object wrapper(Class<?> type) {
        if (type == Connection.class) {
            return new TestConnection();
        }
        if (type == Statement.class) {
            return new TestStatement();
        }
        if (type == ResultSet.class) {
            return new TestResultSet();
        }
        return type == DatabaseMetaData.class ? new TestMetaData() : recording(type);
    }

    private Object recording(Class<?> type) {
        return type == PreparedStatement.class ? new TestPrepared() : new TestCallable();
    }

    private final class TestConnection extends ForwardingConnection {
        @Override
        protected Connection delegate() {
            return target.as(Connection.class);
        }

        @Override
        protected <X extends SQLException> X failed(X exception) {
            return pass(exception);
        }

        @Override
        public void setClientInfo(String name, String value) {}

        @Override
        public void setClientInfo(java.util.Properties properties) {}
    }

    private final class TestResultSet extends ForwardingResultSet {
        @Override
        protected ResultSet delegate() {
            return target.as(ResultSet.class);
        }

        @Override
        protected <X extends SQLException> X failed(X exception) {
            return pass(exception);
        }
    }

    private final class TestMetaData extends ForwardingDatabaseMetaData {
        @Override
        public int getDriverMajorVersion() {
            return 0;
        }

        @Override
        public int getDriverMinorVersion() {
            return 0;
        }

        @Override
        protected DatabaseMetaData delegate() {
            return target.as(DatabaseMetaData.class);
        }

        @Override
        protected <X extends SQLException> X failed(X exception) {
            return pass(exception);
        }

        @Override
        protected ResultSet wrap(ResultSet rows) {
            return rows;
        }
    }

    private final class TestStatement extends ForwardingStatement {
        @Override
        protected Statement delegate() {
            return target.as(Statement.class);
        }

        @Override
        protected Statement outcome() {
            return delegate();
        }

        @Override
        protected boolean isOver() {
            return false;
        }

        @Override
        protected <X extends SQLException> X failed(X exception) {
            return pass(exception);
        }

        @Override
        protected boolean isBound() {
            return true;
        }

        @Override
        protected void remember(StatementSetter setting) {
            settings.add(setting);
        }

        @Override
        protected ResultSet wrap(ResultSet rows) {
            return rows;
        }
    }

    private final class TestPrepared extends RecordingPreparedStatement {
        @Override
        protected PreparedStatement delegate() {
            return target.as(PreparedStatement.class);
        }

        @Override
        protected <T> T keep(T value) {
            return value;
        }

        @Override
        protected PreparedStatement outcome() {
            return delegate();
        }

        @Override
        protected boolean isOver() {
            return false;
        }

        @Override
        protected <X extends SQLException> X failed(X exception) {
            return pass(exception);
        }

        @Override
        protected boolean isBound() {
            return true;
        }

        @Override
        protected void remember(StatementSetter setting) {
            settings.add(setting);
        }

        @Override
        protected ResultSet wrap(ResultSet rows) {
            return rows;
        }

        @Override
        protected void record(int parameterIndex, ParameterSetter setter) {
            calls.add(statement -> setter.applyTo(statement, parameterIndex));
        }

        @Override
        protected void recordOnce(int parameterIndex) {}

        @Override
        protected void forget() {}
    }

    private final class TestCallable extends RecordingCallableStatement {
        @Override
        protected CallableStatement delegate() {
            return target.as(CallableStatement.class);
        }

        @Override
        protected CallableStatement outcome() {
            return delegate();
        }

        @Override
        protected boolean isOver() {
            return false;
        }

        @Override
        protected <X extends SQLException> X failed(X exception) {
            return pass(exception);
        }

        @Override
        protected boolean isBound() {
            return true;
        }

        @Override
        protected void remember(StatementSetter setting) {
            settings.add(setting);
        }

        @Override
        protected ResultSet wrap(ResultSet rows) {
            return rows;
        }

        @Override
        protected void record(Object key, CallableSetter setter) {
            calls.add(setter);
        }

        @Override
        protected void recordOnce(Object key) {}

        @Override
        protected void forget() {}
    }
}
