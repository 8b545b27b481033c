package io.github.understudy.spring.internal.advice;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/** Where Spring looks for annotations: first the method that runs, then its class, then what the call named. */
final class Declared {
    private final Set<Class<? extends Annotation>> types;

    Declared(Set<Class<? extends Annotation>> types) {
        this.types = types;
    }

    /** The class as which the bean was looked at when it was made; a repository is a proxy itself. */
    static Class<?> target(MethodInvocation invocation) {
        Object target = invocation.getThis();
        return target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
    }

    /** The method's name for people. */
    static String name(MethodInvocation invocation) {
        Class<?> type = ClassUtils.getUserClass(target(invocation));
        Method method = invocation.getMethod();
        Class<?> shown = Proxy.isProxyClass(type) ? method.getDeclaringClass() : type;
        return shown.getSimpleName() + "." + method.getName();
    }

    /**
     * The annotations that count for a call: of the nearest element that has any of them. More than one only if that
     * element has several.
     */
    List<MergedAnnotation<?>> of(Method method, Class<?> targetClass) {
        Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
        List<MergedAnnotation<?>> found = nearest(specific);
        if (found.isEmpty()) {
            found = nearest(targetClass);
        }
        if (found.isEmpty() && specific != method) {
            found = nearest(method);
        }
        return found.isEmpty() ? nearest(method.getDeclaringClass()) : found;
    }

    private List<MergedAnnotation<?>> nearest(AnnotatedElement element) {
        List<MergedAnnotation<?>> all = MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream()
                .filter(each -> types.contains(each.getType()))
                .<MergedAnnotation<?>>map(each -> each)
                .sorted(Comparator.comparingInt(MergedAnnotation::getAggregateIndex))
                .toList();
        return all.stream()
                .filter(each -> each.getAggregateIndex() == all.get(0).getAggregateIndex())
                .toList();
    }
}
