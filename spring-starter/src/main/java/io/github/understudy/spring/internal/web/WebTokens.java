package io.github.understudy.spring.internal.web;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What this application and others tell each other about what was written. Thread-safe. */
public final class WebTokens {
    /** The header in which tokens travel. */
    public static final String HEADER = "Understudy-Token";

    private final UnderstudyDataSources dataSources;
    private final Map<String, String> names;
    private final Duration maxAge;
    private final Clock clock;
    private final ThreadLocal<@Nullable RequestTokens> current = new ThreadLocal<>();

    /**
     * @param names what data sources are called in tokens, by the names of their beans, where that is not the same
     * @param maxAge older ones are not believed
     */
    public WebTokens(UnderstudyDataSources dataSources, Map<String, String> names, Duration maxAge, Clock clock) {
        this.dataSources = dataSources;
        this.names = Map.copyOf(names);
        this.maxAge = maxAge;
        this.clock = clock;
    }

    Duration maxAge() {
        return maxAge;
    }

    Clock clock() {
        return clock;
    }

    /** A request begins, with nothing written and seen. */
    RequestTokens begin() {
        return new RequestTokens(this, byName());
    }

    /** What the calling thread works for; outside of a request that is the thread itself. */
    RequestTokens current() {
        RequestTokens request = current.get();
        return request == null ? new RequestTokens(this, byName()) : request;
    }

    /** True if the calling thread works for this request. */
    boolean isCurrent(RequestTokens request) {
        return current.get() == request;
    }

    /** Makes a request the calling thread's, and returns the one before. */
    @Nullable
    RequestTokens replace(@Nullable RequestTokens next) {
        RequestTokens before = current.get();
        if (next == null) {
            current.remove();
        } else {
            current.set(next);
        }
        return before;
    }

    private Map<String, UnderstudyDataSource> byName() {
        Map<String, UnderstudyDataSource> known = new LinkedHashMap<>();
        dataSources.all().forEach((bean, dataSource) -> known.put(names.getOrDefault(bean, bean), dataSource));
        return known;
    }
}
