package io.github.understudy.internal.resolver;

import org.junit.jupiter.api.Test;

/**
 * Random lives of a cluster: servers die, return as they were, are cut off from us, promoted, switched over; in most lives
 * with relays, replicas that are late on purpose or follow another cluster as well, on MariaDB, or without GTIDs. Probes
 * arrive late and in any order. Whatever happens, the resolver's promises hold. A failure names its seed.
 */
class ResolverSimulationTest {
    private static final int LIVES = 2000;
    private static final int STEPS = 120;

    @Test
    void keepsItsPromisesInEveryLife() {
        Lives.live("replication", LIVES, seed -> new ReplicationLife(seed).live(STEPS));
    }
}
