package io.github.understudy.internal.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What kind of server a request wants.
 *
 * @param access whether it writes
 * @param maxLag how far a replica may be behind; null for the data source's limit
 * @param group empty for nodes without a group
 * @param underWay true if this belongs to work that has begun already, and so may end on a drained source
 */
public record Wish(Access access, @Nullable Duration maxLag, String group, boolean underWay) {
    public static final Wish WRITE = new Wish(Access.READ_WRITE, null, "");
    public static final Wish READ = new Wish(Access.READ_ONLY, null, "");

    /** To find out on the source what became of work that was under way. */
    public static final Wish LOOK_BACK = new Wish(Access.READ_WRITE, null, "", true);

    /** For something new. */
    public Wish(Access access, @Nullable Duration maxLag, String group) {
        this(access, maxLag, group, false);
    }

    public static Wish of(Access access) {
        return access == Access.READ_WRITE ? WRITE : READ;
    }
}
