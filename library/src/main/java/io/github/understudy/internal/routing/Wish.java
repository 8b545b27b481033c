package io.github.understudy.internal.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What kind of server a request wants.
 *
 * @param access whether it writes
 * @param maxLag how far a replica may be behind; null for the data source's limit
 * @param group empty for nodes without a group
 */
public record Wish(Access access, @Nullable Duration maxLag, String group) {
    public static final Wish WRITE = new Wish(Access.READ_WRITE, null, "");
    public static final Wish READ = new Wish(Access.READ_ONLY, null, "");

    public static Wish of(Access access) {
        return access == Access.READ_WRITE ? WRITE : READ;
    }
}
