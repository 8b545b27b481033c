package io.github.understudy.it.matrix;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ClusterKind;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** What can happen to a Galera cluster. */
@Tag("galera")
@ClusterTest(kind = ClusterKind.GALERA)
class GaleraMatrixIT extends Matrix {
    GaleraMatrixIT() {
        super(
                "GALERA_",
                GaleraFault.values(),
                GaleraFault.CUT_ALL,
                List.of(Variant.PLAIN, Variant.REPLAY_AND_LEDGER, Variant.ALL_WRITERS));
    }

    @Override
    String name(Cluster cluster) {
        return "galera";
    }
}
