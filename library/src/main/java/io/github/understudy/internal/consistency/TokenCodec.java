package io.github.understudy.internal.consistency;

import io.github.understudy.consistency.InvalidTokenException;
import io.github.understudy.topology.GtidSet;
import io.github.understudy.topology.MariaDbGtidPosition;
import io.github.understudy.topology.MySqlGtidSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads tokens: {@code u1.} and the payload, with a key also {@code .} and a signature, so that nobody can
 * make all reads wait for transactions that do not exist. The payload is the kind of cluster and its transactions.
 */
public final class TokenCodec {
    private static final String VERSION = "u1.";
    private static final int MOST_CHARACTERS = 8_192;
    private static final String ALGORITHM = "HmacSHA256";
    private static final char MYSQL = 'm';
    private static final char MARIADB = 'a';
    private static final char LATER = 'l';

    private final @Nullable SecretKeySpec key;

    /** @param key empty for tokens that are not signed */
    public TokenCodec(String key) {
        this.key = key.isEmpty() ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** A token that stands for these transactions; where it would be too long to be read, one for all that there is. */
    public String encode(GtidSet transactions) {
        return encode(transactions, MOST_CHARACTERS);
    }

    /** The same, where a longer one than this can't be carried. */
    public String encode(GtidSet transactions, int mostCharacters) {
        String token = seal((transactions instanceof MySqlGtidSet ? MYSQL : MARIADB) + transactions.toString());
        return token.length() <= Math.min(mostCharacters, MOST_CHARACTERS) ? token : encodeLater();
    }

    /** A token of a cluster without GTIDs: it stands for all that there is when it is read. */
    public String encodeLater() {
        return seal(String.valueOf(LATER));
    }

    /**
     * @return the transactions; null if the token stands for all that there is now
     * @throws InvalidTokenException if it is none of ours
     */
    public @Nullable GtidSet decode(String token) {
        String payload = open(token);
        try {
            return switch (payload.isEmpty() ? 0 : payload.charAt(0)) {
                case MYSQL -> MySqlGtidSet.parse(payload.substring(1));
                case MARIADB -> MariaDbGtidPosition.parse(payload.substring(1));
                case LATER -> null;
                default -> throw new InvalidTokenException("The consistency token is of an unknown kind");
            };
        } catch (InvalidTokenException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("The consistency token is damaged");
        }
    }

    private String seal(String payload) {
        String body = VERSION + base64(payload.getBytes(StandardCharsets.UTF_8));
        return key == null ? body : body + "." + base64(sign(body, key));
    }

    private String open(String token) {
        if (token.length() > MOST_CHARACTERS || !token.startsWith(VERSION)) {
            throw new InvalidTokenException("This is no consistency token, or it is too long");
        }
        int dot = token.indexOf('.', VERSION.length());
        String body = dot < 0 ? token : token.substring(0, dot);
        if (key != null && (dot < 0 || !MessageDigest.isEqual(sign(body, key), unbase64(token.substring(dot + 1))))) {
            throw new InvalidTokenException("The consistency token is not signed with the key of this data source");
        }
        return new String(unbase64(body.substring(VERSION.length())), StandardCharsets.UTF_8);
    }

    private static byte[] sign(String body, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] unbase64(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("The consistency token is damaged");
        }
    }
}
