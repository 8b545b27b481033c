package io.github.understudy.spring.internal.wrap;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which URLs Understudy serves; what is wrong with one of them it says itself. */
final class Urls {
    private static final Pattern SERVED = Pattern.compile("jdbc:(understudy:)?(mysql|mariadb)[:+].*", Pattern.DOTALL);

    private Urls() {}

    static boolean isServed(@Nullable String url) {
        return url != null
                && SERVED.matcher(url.strip().toLowerCase(Locale.ROOT)).matches();
    }
}
