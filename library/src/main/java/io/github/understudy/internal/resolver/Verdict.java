package io.github.understudy.internal.resolver;

import io.github.understudy.topology.NodeId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is the source, and why.
 *
 * @param source null if nobody can be trusted with writes
 * @param explanation for a person to read
 * @param quarantined the writable servers that are not accepted, each with the reason
 * @param settled false while the decision waits for the source to be asked again
 * @param coWriters who takes writes beside the source, where several may
 */
record Verdict(
        @Nullable Member source,
        String explanation,
        Map<NodeId, String> quarantined,
        boolean settled,
        List<Member> coWriters) {

    Verdict(@Nullable Member source, String explanation, Map<NodeId, String> quarantined, boolean settled) {
        this(source, explanation, quarantined, settled, List.of());
    }

    Verdict(@Nullable Member source, String explanation, Map<NodeId, String> quarantined) {
        this(source, explanation, quarantined, true);
    }
}
