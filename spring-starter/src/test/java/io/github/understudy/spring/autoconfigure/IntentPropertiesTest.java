package io.github.understudy.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentPropertiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "understudy.retry.mode",
                "understudy.web.consistency",
                "understudy.web.max-age",
                "understudy.web.propagate-to",
                "understudy.web.names"
            })
    void editorsAndReadersFindEachProperty(String name) throws IOException {
        String metadata =
                Files.readString(Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json"));
        assertThat(metadata).contains("\"name\": \"" + name + "\"");
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("| `" + name);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        UnderstudyWebProperties wrong = new UnderstudyWebProperties(
                UnderstudyWebProperties.Consistency.COOKIE, Duration.ofDays(2), List.of(), Map.of());
        assertThat(wrong.problems(" ")).hasSize(2);
        assertThat(wrong.problems("a secret"))
                .containsExactly("understudy.web.max-age: PT48H is not between 1s and 1d");
    }
}
