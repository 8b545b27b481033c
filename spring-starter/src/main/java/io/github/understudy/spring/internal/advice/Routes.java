package io.github.understudy.spring.internal.advice;

import io.github.understudy.exception.ConfigurationException;
import io.github.understudy.route.RouteHint;
import io.github.understudy.spring.OnReplica;
import io.github.understudy.spring.OnSource;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.StringValueResolver;

/** From the annotations of a method to the hint for what it does. Thread-safe. */
final class Routes {
    private final Declared declared = new Declared(Set.of(OnSource.class, OnReplica.class));
    private final Map<MethodClassKey, Optional<RouteHint>> known = new ConcurrentHashMap<>();
    private final StringValueResolver placeholders;

    Routes(StringValueResolver placeholders) {
        this.placeholders = placeholders;
    }

    /**
     * The hint of a method, null if it has none.
     *
     * @throws ConfigurationException if the annotations can't be understood
     */
    @Nullable
    RouteHint of(Method method, Class<?> targetClass) {
        return known.computeIfAbsent(
                        new MethodClassKey(method, targetClass), key -> Optional.ofNullable(read(method, targetClass)))
                .orElse(null);
    }

    private @Nullable RouteHint read(Method method, Class<?> targetClass) {
        List<MergedAnnotation<?>> annotations = declared.of(method, targetClass);
        if (annotations.isEmpty()) {
            return null;
        }
        String where = targetClass.getName() + "." + method.getName();
        if (annotations.size() > 1) {
            throw new ConfigurationException(
                    List.of(where + ": several of @OnSource, @OnReplica and @Reporting; only one can hold"));
        }
        MergedAnnotation<?> only = annotations.get(0);
        return only.getType() == OnSource.class
                ? RouteHint.SOURCE
                : replica(where, only.getString("maxLag"), only.getString("group"));
    }

    private RouteHint replica(String where, String maxLag, String group) {
        List<String> problems = new ArrayList<>();
        Duration lag = lag(where, maxLag, problems);
        String name = resolve(where, "group", group, problems).strip();
        try {
            RouteHint hint =
                    new RouteHint(name.isEmpty() ? RouteHint.Target.REPLICA : RouteHint.Target.GROUP, lag, name);
            if (problems.isEmpty()) {
                return hint;
            }
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + e.getMessage());
        }
        throw new ConfigurationException(problems);
    }

    private @Nullable Duration lag(String where, String maxLag, List<String> problems) {
        String text = resolve(where, "maxLag", maxLag, problems).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            problems.add(where + ": maxLag = \"" + text + "\" is no duration; write 500ms, 30s or 5m");
            return null;
        }
    }

    private String resolve(String where, String attribute, String value, List<String> problems) {
        try {
            String resolved = placeholders.resolveStringValue(value);
            return resolved == null ? "" : resolved;
        } catch (IllegalArgumentException e) {
            problems.add(where + ": " + attribute + " = \"" + value + "\": " + e.getMessage());
            return "";
        }
    }
}
