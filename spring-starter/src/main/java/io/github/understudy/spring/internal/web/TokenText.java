package io.github.understudy.spring.internal.web;

import io.github.understudy.consistency.InvalidTokenException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of an application's data sources as one text for a cookie or a header: {@code 1.SECONDS~name:token~…}. Each
 * token is signed by itself. The time is not: who makes his tokens younger makes only his own reads wait.
 */
final class TokenText {
    /** A cookie of 4,096 characters is the most that browsers keep, with its name and attributes. */
    static final int MOST_CHARACTERS = 3_000;

    private static final Pattern FORM = Pattern.compile("1\\.(\\d{1,12})((?:~[^~:]{1,200}:[\\w.-]+)+)");

    private TokenText() {}

    static String write(Map<String, String> tokens, Instant now) {
        StringBuilder text = new StringBuilder("1.").append(now.getEpochSecond());
        tokens.forEach((name, token) -> text.append('~')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append(':')
                .append(token));
        return text.toString();
    }

    /**
     * The tokens by name.
     *
     * @throws InvalidTokenException if the text is none of ours, or too old; the message does not repeat it
     */
    static Map<String, String> read(String text, Instant now, Duration maxAge) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidTokenException("The text is too long for consistency tokens");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidTokenException("The text holds no consistency tokens");
        }
        long age = now.getEpochSecond() - Long.parseLong(form.group(1));
        if (Math.abs(age) > maxAge.toSeconds()) {
            throw new InvalidTokenException("The consistency tokens are " + age + " s old");
        }
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String each : form.group(2).substring(1).split("~")) {
            int colon = each.indexOf(':');
            tokens.put(name(each.substring(0, colon)), each.substring(colon + 1));
        }
        return tokens;
    }

    private static String name(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("The text holds a damaged name");
        }
    }
}
