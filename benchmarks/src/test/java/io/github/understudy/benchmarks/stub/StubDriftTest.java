package io.github.understudy.benchmarks.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StubDriftTest {

    static Map<String, String> files() {
        return StubGenerator.files();
    }

    @ParameterizedTest
    @MethodSource("names")
    void checkedInFileIsWhatTheGeneratorWrites(String name) throws Exception {
        Path file = StubGenerator.DIRECTORY.resolve(name);
        assertThat(Files.readString(file)).as("run StubGenerator: %s", file).isEqualTo(files().get(name));
    }

    static Iterable<String> names() {
        return files().keySet();
    }
}
