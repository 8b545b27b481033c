package io.github.understudy.internal.resolver;

import io.github.understudy.event.VerdictCode;
import io.github.understudy.topology.Node;
import io.github.understudy.topology.NodeId;
import io.github.understudy.topology.NodeState;
import io.github.understudy.topology.Role;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found of the nodes, and which code tells of a change. */
final class Codes {
    private final Members members;
    private final Map<NodeId, Finding> findings;
    private final Moment now;

    Codes(Members members, Map<NodeId, Finding> findings, Moment now) {
        this.members = members;
        this.findings = findings;
        this.now = now;
    }

    Map<NodeId, VerdictCode> all() {
        Map<NodeId, VerdictCode> codes = new HashMap<>();
        findings.forEach((id, finding) -> codes.put(id, finding.code()));
        return codes;
    }

    Finding of(NodeId id) {
        return findings.getOrDefault(id, Finding.WELL);
    }

    /** Of a node that answers and did not. */
    VerdictCode ofReturn(Node node, NodeState was) {
        Member member = members.member(node.id());
        if (was == NodeState.UNKNOWN || member == null) {
            return VerdictCode.ANSWERS;
        }
        if (member.target().restarted()) {
            return VerdictCode.RESTARTED;
        }
        return member.target().stability().isDistrusted(now.nanos()) ? VerdictCode.FLAPPING : VerdictCode.RECOVERED;
    }

    /** Of the former source, when there is no other. */
    VerdictCode ofLoss(@Nullable Node former) {
        if (former == null || !former.isReachable()) {
            return former == null ? VerdictCode.NONE : of(former.id()).code();
        }
        Member member = members.member(former.id());
        Observation seen = member == null ? null : member.observation();
        boolean demoted = seen != null && (seen.readOnly() || former.role() == Role.REPLICA);
        return demoted ? VerdictCode.DEMOTED : VerdictCode.UNPROVEN;
    }
}
