package io.github.understudy.spring.internal.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.exception.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class BoundSettingsTest {

    /** What the library says against it; one thing is always wrong, so that nothing is started. */
    private static ConfigurationException refusal(Map<String, Object> configuration) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("application", new HashMap<>(configuration)));
        UnderstudyBuilder builder = UnderstudyDataSource.builder().url("jdbc:mysql://localhost/app?understudy.wrong=1");
        new BoundSettings(environment).applyTo(builder, "dataSource");
        return catchThrowableOfType(ConfigurationException.class, builder::build);
    }

    @Test
    void settingsOfGroupsAreHandedOnInWhateverSpelling() {
        assertThat(refusal(Map.of(
                                "understudy.groups", "db4=reporting",
                                "understudy.group.reporting.maxLag", "5m",
                                "understudy.group.reporting.fallback", "none",
                                "understudy.group.reporting.pool.maximum-pool-size", "2",
                                "understudy.datasources.datasource.group.reporting.max-lag", "6m"))
                        .problems())
                .anyMatch(it -> it.contains("understudy.wrong"))
                .noneMatch(it -> it.contains("group"));
    }

    @Test
    void whatIsWrongAboutGroupsIsNamed() {
        assertThat(refusal(Map.of(
                                "understudy.groups", "db4=reporting",
                                "understudy.group.reporting.max-lag", "soon",
                                "understudy.group.backup.fallback", "none"))
                        .problems())
                .anyMatch(it -> it.contains("understudy.group.reporting.max-lag = 'soon'"))
                .anyMatch(it -> it.contains("understudy.group.backup.fallback' is of a group that no node is in"));
    }
}
