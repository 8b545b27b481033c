package io.github.understudy.internal.jdbc.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardDriftTest {

    @Test
    void whatIsCheckedInIsWhatTheGeneratorWrites() throws IOException {
        for (Map.Entry<String, String> file : ForwardGenerator.generate().entrySet()) {
            assertThat(Files.readString(ForwardGenerator.SOURCES.resolve(file.getKey())))
                    .as("%s: run ForwardGenerator.main in the folder library", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }
}
