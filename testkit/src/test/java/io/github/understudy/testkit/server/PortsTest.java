package io.github.understudy.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void givesEachPortOnce() {
        try (Ports one = new Ports();
                Ports two = new Ports()) {
            assertThat(Stream.generate(() -> Stream.of(one.take(), two.take()))
                            .limit(100)
                            .flatMap(ports -> ports))
                    .doesNotHaveDuplicates()
                    .allMatch(port -> port >= 15_000 && port < 30_000);
        }
    }
}
