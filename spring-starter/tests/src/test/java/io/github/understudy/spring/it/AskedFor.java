package io.github.understudy.spring.it;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * All tests of a line share one class path, and what is on it is at work in Spring Boot. What would be in the way of the
 * others is in an application only if that says {@code test.with=security,…}.
 */
public class AskedFor implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final List<String> RARE = List.of("security", "session", "batch", "quartz");

    private List<String> missing = RARE;

    @Override
    public void setEnvironment(Environment environment) {
        List<String> with = List.of(environment.getProperty("test.with", "").split(","));
        missing = RARE.stream().filter(each -> !with.contains(each)).toList();
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            matches[i] = candidate == null || missing.stream().noneMatch(each -> candidate.contains("." + each + "."));
        }
        return matches;
    }
}
