package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * Who takes the writes where all nodes of a cluster could.
 *
 * @param failBack whether the first node takes the writes back when it is fit again
 * @param all whether all fit nodes take writes, and not one at a time
 * @param priority which node goes first: the one with the smallest number; {@link #NEVER} takes no writes at all
 */
public record WriterRules(boolean failBack, boolean all, ToIntFunction<Endpoint> priority) {
    public static final int NEVER = 0;

    /** Of a node that the configuration does not name. */
    public static final int ORDINARY = 100;

    /** One writer, in the cluster's own order, that stays where it is. */
    public static final WriterRules PLAIN = new WriterRules(false, false, endpoint -> ORDINARY);

    /**
     * The same, and what holds for a name holds for each of its addresses that has nothing of its own.
     *
     * @param names what an endpoint is called, if it is one of several addresses of a name; itself if not
     */
    public WriterRules with(UnaryOperator<Endpoint> names) {
        return new WriterRules(failBack, all, endpoint -> {
            int own = priority.applyAsInt(endpoint);
            return own == ORDINARY ? priority.applyAsInt(names.apply(endpoint)) : own;
        });
    }
}
