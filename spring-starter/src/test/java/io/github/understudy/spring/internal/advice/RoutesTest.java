package io.github.understudy.spring.internal.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.route.RouteHint;
import io.github.understudy.route.RouteHint.Target;
import io.github.understudy.spring.OnReplica;
import io.github.understudy.spring.OnSource;
import io.github.understudy.spring.Reporting;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;

class RoutesTest {
    private final Routes routes = new Routes(text -> {
        if (text.equals("${missing}")) {
            throw new IllegalArgumentException("Could not resolve placeholder 'missing'");
        }
        return text.replace("${lag}", "5m");
    });

    @OnSource
    @Retention(RetentionPolicy.RUNTIME)
    @interface Newest {}

    interface Catalog {
        @OnReplica(maxLag = "30s")
        void list();

        void plain();
    }

    @Reporting
    static class Shop implements Catalog {
        @Override
        public void list() {}

        @Override
        public void plain() {}

        @Newest
        public void balance() {}

        @Reporting(group = "yearly", maxLag = "${lag}")
        public void year() {}
    }

    @OnSource
    interface Repository extends Catalog {}

    static class Wrong {
        @OnReplica(maxLag = "soon", group = "no group")
        public void values() {}

        @OnReplica(maxLag = "${missing}")
        public void placeholder() {}

        @OnSource
        @Reporting
        public void both() {}
    }

    @Test
    void theMethodComesBeforeItsClass() {
        assertThat(hint(Shop.class, "balance")).isEqualTo(RouteHint.SOURCE);
        assertThat(hint(Shop.class, "plain")).isEqualTo(new RouteHint(Target.GROUP, null, "reporting"));
        assertThat(hint(Shop.class, "year")).isEqualTo(new RouteHint(Target.GROUP, Duration.ofMinutes(5), "yearly"));
    }

    @Test
    void interfacesCountAsWell() {
        assertThat(hint(Shop.class, "list")).isEqualTo(new RouteHint(Target.REPLICA, Duration.ofSeconds(30), ""));
    }

    @Test
    void soDoTheInterfacesOfARepositoryThatIsAProxyItself() throws NoSuchMethodException {
        Object repository = new ProxyFactory(
                        Repository.class, (org.aopalliance.intercept.MethodInterceptor) any -> null)
                .getProxy();
        assertThat(routes.of(Catalog.class.getMethod("plain"), repository.getClass()))
                .isEqualTo(RouteHint.SOURCE);
        assertThat(routes.of(Catalog.class.getMethod("list"), repository.getClass()))
                .isEqualTo(new RouteHint(Target.REPLICA, Duration.ofSeconds(30), ""));
    }

    @Test
    void noAnnotationIsNoHint() {
        assertThat(hint(Object.class, "toString")).isNull();
    }

    @Test
    void allThatIsWrongIsToldWithTheMethodsName() {
        assertThatThrownBy(() -> hint(Wrong.class, "values"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        Wrong.class.getName()
                                                + ".values: maxLag = \"soon\" is no duration; write 500ms, 30s or 5m",
                                        Wrong.class.getName()
                                                + ".values: 'no group' is no name of a group for a hint of GROUP"));
        assertThatThrownBy(() -> hint(Wrong.class, "placeholder"))
                .hasMessageContaining("Wrong.placeholder: maxLag = \"${missing}\": Could not resolve");
        assertThatThrownBy(() -> hint(Wrong.class, "both")).hasMessageContaining("Wrong.both: several of @OnSource");
    }

    @Test
    void attemptsAreBounded() throws NoSuchMethodException {
        assertThat(new Attempts(RetryMode.ANNOTATED).of(Retried.class.getMethod("twice"), Retried.class))
                .isEqualTo(2);
        assertThat(new Attempts(RetryMode.OFF).of(Retried.class.getMethod("twice"), Retried.class))
                .isEqualTo(1);
        assertThat(new Attempts(RetryMode.ANNOTATED).of(Retried.class.getMethod("transaction"), Retried.class))
                .isEqualTo(1);
        assertThat(new Attempts(RetryMode.TRANSACTIONAL).of(Retried.class.getMethod("transaction"), Retried.class))
                .isEqualTo(3);
        assertThatThrownBy(() -> new Attempts(RetryMode.OFF).of(Retried.class.getMethod("tooOften"), Retried.class))
                .hasMessageContaining("Retried.tooOften: @RetryOnFailover(maxAttempts = 11) must be 1 to 10");
    }

    static class Retried {
        @io.github.understudy.spring.RetryOnFailover(maxAttempts = 2)
        public void twice() {}

        @io.github.understudy.spring.RetryOnFailover(maxAttempts = 11)
        public void tooOften() {}

        @org.springframework.transaction.annotation.Transactional
        public void transaction() {}
    }

    private @Nullable RouteHint hint(Class<?> type, String name) {
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(each -> each.getName().equals(name))
                .toList();
        return routes.of(methods.get(0), type);
    }
}
