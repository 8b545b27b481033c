package io.github.understudy.spring.internal.advice;

import io.github.understudy.route.Route;
import io.github.understudy.route.RouteHint;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.util.StringValueResolver;

/** Has methods with {@code @OnSource}, {@code @OnReplica} or {@code @Reporting} run with their hint. */
@SuppressWarnings("serial") // Spring's base class is serializable, and nobody serializes advisors of a context.
public final class RouteAdvisor extends StaticMethodMatcherPointcutAdvisor {
    private final transient Routes routes;

    /**
     * @param placeholders resolves {@code ${…}} in the annotations' values
     * @param order before the transaction's own, so that the hint is there when it begins
     */
    public RouteAdvisor(StringValueResolver placeholders, int order) {
        this.routes = new Routes(placeholders);
        setOrder(order);
        setAdvice((MethodInterceptor) this::invoke);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return routes.of(method, targetClass) != null;
    }

    private @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        RouteHint hint = routes.of(invocation.getMethod(), Declared.target(invocation));
        return hint == null ? invocation.proceed() : Route.with(hint, () -> proceed(invocation));
    }

    private static @Nullable Object proceed(MethodInvocation invocation) throws Exception {
        try {
            return invocation.proceed();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
