package io.github.understudy.it.matrix;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.List;
import java.util.Locale;

/** What can happen to a source and its replicas. FailoverIT and SoakIT have more of it in each build. */
@ClusterTest(semiSync = true)
class FaultMatrixIT extends Matrix {
    FaultMatrixIT() {
        super(
                "",
                ReplicationFault.values(),
                ReplicationFault.SWITCHOVER,
                List.of(Variant.PLAIN, Variant.REPLAY_AND_LEDGER));
    }

    @Override
    String name(Cluster cluster) {
        return cluster.flavor().name().toLowerCase(Locale.ROOT);
    }
}
