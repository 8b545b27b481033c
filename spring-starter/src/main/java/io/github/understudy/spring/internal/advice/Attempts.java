package io.github.understudy.spring.internal.advice;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.spring.RetryOnFailover;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

/** How often a method may be run. Thread-safe. */
final class Attempts {
    /** Enough for a failover and another one on its heels. */
    private static final int ORDINARY = 3;

    private static final int MOST = 10;

    private final Declared declared = new Declared(Set.of(RetryOnFailover.class));
    private final TransactionAttributeSource transactions = new AnnotationTransactionAttributeSource(false);
    private final Map<MethodClassKey, Integer> known = new ConcurrentHashMap<>();
    private final RetryMode mode;

    Attempts(RetryMode mode) {
        this.mode = mode;
    }

    /**
     * At least 1.
     *
     * @throws ConfigurationException if an annotation says something else
     */
    int of(Method method, Class<?> targetClass) {
        return known.computeIfAbsent(new MethodClassKey(method, targetClass), key -> read(method, targetClass));
    }

    private int read(Method method, Class<?> targetClass) {
        List<MergedAnnotation<?>> annotations = declared.of(method, targetClass);
        if (!annotations.isEmpty()) {
            int most = annotations.get(0).getInt("maxAttempts");
            if (most < 1 || most > MOST) {
                throw new ConfigurationException(List.of(targetClass.getName() + "." + method.getName()
                        + ": @RetryOnFailover(maxAttempts = " + most + ") must be 1 to " + MOST));
            }
            return mode == RetryMode.OFF ? 1 : most;
        }
        boolean transactional = mode == RetryMode.TRANSACTIONAL
                && transactions.isCandidateClass(targetClass)
                && transactions.getTransactionAttribute(method, targetClass) != null;
        return transactional ? ORDINARY : 1;
    }
}
