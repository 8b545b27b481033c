package io.github.understudy.spring.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.consistency.InvalidTokenException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration AGE = Duration.ofMinutes(5);

    @Test
    void whatIsWrittenIsRead() {
        Map<String, String> tokens = Map.of("dataSource", "u1.bXg-_.c2ln", "second source~:;", "u1.YQ");
        String text = TokenText.write(tokens, NOW);

        assertThat(text).matches("[!#-+\\--:<-\\[\\]-~]+"); // what RFC 6265 has in cookies
        assertThat(TokenText.read(text, NOW.plusSeconds(300), AGE)).isEqualTo(tokens);
    }

    @Test
    void whatIsTooOldOrNotYetIsRefused() {
        String text = TokenText.write(Map.of("dataSource", "u1.YQ"), NOW);
        for (long seconds : List.of(301L, -301L)) {
            assertThatThrownBy(() -> TokenText.read(text, NOW.plusSeconds(seconds), AGE))
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessageContaining(" s old");
        }
    }

    @Test
    void whatIsNoneOfOursIsRefusedAndNotRepeated() {
        for (String text :
                List.of("", "1.", "1.1~a", "2.1~a:b", "1.1800000000~a:b c", "1.1800000000~%zz:b", "x".repeat(9000))) {
            assertThatThrownBy(() -> TokenText.read(text, NOW, AGE))
                    .as(text)
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessageNotContaining("~");
        }
    }
}
