package io.github.understudy.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.exception.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What editors know of the configuration is what the library and the starter take. */
class SettingsMetadataTest {
    @Test
    void theFileIsMadeFromTheSettings() throws IOException {
        assertThat(Files.readString(SettingsMetadata.FILE))
                .as("run SettingsMetadata.main in spring-starter")
                .isEqualTo(SettingsMetadata.text());
    }

    @Test
    void editorsFindEverySettingAndTheStartersOwn() throws IOException {
        String all = Files.readString(Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json"));
        for (Setting setting : Setting.values()) {
            assertThat(all).contains("\"name\": \"" + setting.key() + "\"");
        }
        assertThat(all)
                .contains("\"name\": \"understudy.enabled\"")
                .contains("\"name\": \"understudy.spring.mode\"")
                .contains("\"name\": \"understudy.spring.fail-fast\"")
                .contains("\"name\": \"understudy.datasources\"")
                .contains("\"description\": \"Where Understudy is put");
    }

    @Test
    void theLibraryTakesTheValuesThatAreProposed() {
        SettingsMetadata.CHOICES.forEach((setting, values) -> values.forEach(value -> {
            ConfigurationException refusal = catchThrowableOfType(
                    ConfigurationException.class,
                    () -> UnderstudyDataSource.builder()
                            .url("jdbc:mysql://localhost/app?understudy.not-there=1")
                            .set(setting, value)
                            .build());
            assertThat(refusal.problems()).noneMatch(problem -> problem.contains(setting.key()));
        }));
    }
}
