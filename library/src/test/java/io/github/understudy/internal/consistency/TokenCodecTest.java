package io.github.understudy.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.consistency.InvalidTokenException;
import io.github.understudy.topology.GtidSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCodecTest {
    private static final String MYSQL = "11111111-1111-1111-1111-111111111111:1-20:22";
    private static final String MARIADB = "0-1-46,1-2-7";

    @ParameterizedTest
    @ValueSource(strings = {MYSQL, MARIADB})
    void whatWasWrittenIsRead(String gtids) {
        for (String key : new String[] {"", "a secret"}) {
            TokenCodec codec = new TokenCodec(key);
            String token = codec.encode(GtidSet.parse(gtids));
            assertThat(token).matches("[A-Za-z0-9_.-]+");
            assertThat(codec.decode(token)).isEqualTo(GtidSet.parse(gtids));
            assertThat(codec.decode(codec.encodeLater())).isNull();
        }
    }

    @Test
    void aTokenOfAnotherKeyOrOfNoneIsRefusedWithoutShowingIt() {
        TokenCodec signing = new TokenCodec("a secret");
        String unsigned = new TokenCodec("").encode(GtidSet.parse(MYSQL));
        String foreign = new TokenCodec("another").encode(GtidSet.parse(MYSQL));
        for (String token : new String[] {unsigned, foreign, unsigned + ".", unsigned + ".AAAA"}) {
            assertThatThrownBy(() -> signing.decode(token))
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessageContaining("not signed")
                    .hasMessageNotContaining(token);
        }
    }

    @Test
    void aSignedTokenIsReadWithoutTheKeyWhereNoneIsAskedFor() {
        String signed = new TokenCodec("a secret").encode(GtidSet.parse(MARIADB));
        assertThat(new TokenCodec("").decode(signed)).isEqualTo(GtidSet.parse(MARIADB));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "u1", "u1.", "u2.bTox", "u1.!!!!", "u1.eA", "u1.bXg", "null", "u1.é"})
    void whatIsNoTokenIsRefused(String token) {
        assertThatThrownBy(() -> new TokenCodec("").decode(token)).isInstanceOf(InvalidTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aDamagedTokenNeverPassesTheSignature(long seed) {
        Random random = new Random(seed);
        TokenCodec codec = new TokenCodec("a secret");
        String token = codec.encode(GtidSet.parse(MYSQL));
        for (int i = 0; i < 5_000; i++) {
            char[] chars = token.toCharArray();
            int at = random.nextInt(chars.length - 1);
            chars[at] = (char) (chars[at] == 'A' ? 'B' : 'A');
            assertThatThrownBy(() -> codec.decode(new String(chars))).isInstanceOf(InvalidTokenException.class);
        }
    }

    @Test
    void aHugeTokenIsRefusedAtOnce() {
        assertThatThrownBy(() -> new TokenCodec("").decode("u1." + "A".repeat(100_000)))
                .isInstanceOf(InvalidTokenException.class);
    }
}
