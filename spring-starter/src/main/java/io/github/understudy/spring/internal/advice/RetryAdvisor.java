package io.github.understudy.spring.internal.advice;

import io.github.understudy.spring.UnderstudyDataSources;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Has methods with {@code @RetryOnFailover}, or all transactional ones, run again after a failover. */
@SuppressWarnings("serial") // Spring's base class is serializable, and nobody serializes advisors of a context.
public final class RetryAdvisor extends StaticMethodMatcherPointcutAdvisor {
    private final transient Attempts attempts;
    private final transient Retry retry;

    /**
     * @param told hears what became of each further run
     * @param order before the transaction's own: each run has a transaction of its own
     */
    public RetryAdvisor(RetryMode mode, Supplier<UnderstudyDataSources> dataSources, RetryListener told, int order) {
        this.attempts = new Attempts(mode);
        this.retry = new Retry(Retry.writesOn(dataSources), told);
        setOrder(order);
        setAdvice((MethodInterceptor) this::invoke);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return attempts.of(method, targetClass) > 1;
    }

    private @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                || !(invocation instanceof ProxyMethodInvocation proxied)) {
            return invocation.proceed();
        }
        int most = attempts.of(invocation.getMethod(), Declared.target(invocation));
        return retry.run(
                Declared.name(invocation), most, () -> proxied.invocableClone().proceed());
    }
}
