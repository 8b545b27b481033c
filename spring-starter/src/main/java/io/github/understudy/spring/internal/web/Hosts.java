package io.github.understudy.spring.internal.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.PatternMatchUtils;

/** The hosts that are told what was written here: nobody else learns about the cluster. */
public final class Hosts {
    private final List<String> patterns;

    /** @param patterns of host names, with {@code *} */
    public Hosts(List<String> patterns) {
        this.patterns = patterns.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    boolean include(@Nullable String host) {
        return host != null
                && PatternMatchUtils.simpleMatch(patterns.toArray(String[]::new), host.toLowerCase(Locale.ROOT));
    }
}
