package io.github.understudy.it.matrix;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** What can happen to a group of MySQL servers (Group Replication). */
@Tag("group")
@ClusterTest(kind = ClusterKind.GROUP)
class GroupMatrixIT extends Matrix {
    GroupMatrixIT() {
        super("GROUP_", GroupFault.values(), GroupFault.ELECT, List.of(Variant.PLAIN, Variant.REPLAY_AND_LEDGER));
    }

    @Override
    String name(Cluster cluster) {
        return "group";
    }
}
