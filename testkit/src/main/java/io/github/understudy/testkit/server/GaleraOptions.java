package io.github.understudy.testkit.server;

import java.nio.file.Path;
import java.util.List;

/** The options that make a MariaDB server a node of a Galera cluster on this machine. */
final class GaleraOptions {
    /** Galera gives a silent node up after five seconds; tests need not wait so long. */
    private static final String DETECTION =
            "evs.suspect_timeout=PT2S;evs.inactive_timeout=PT4S;evs.install_timeout=PT4S;"
                    + "evs.inactive_check_period=PT0.5S;evs.keepalive_period=PT0.5S";

    /** By which a replica can follow any of the nodes: without, each counts its transactions by itself. */
    static final List<String> SHARED_POSITIONS =
            List.of("--wsrep-gtid-mode=ON", "--wsrep-gtid-domain-id=1", "--server-id=1");

    private GaleraOptions() {}

    /**
     * @param name the node's name
     * @param group where the node talks to the others
     * @param transfer where the node takes what it has missed
     * @param peers where all nodes talk to each other; empty to begin a new cluster
     * @param advertised where clients find the node
     */
    static List<String> of(Path provider, String name, int group, int transfer, String peers, Address advertised) {
        return List.of(
                "--wsrep-on=ON",
                "--wsrep-provider=" + provider,
                // otherwise the provider's options can't be changed, and so no node be cut off
                "--loose-plugin-wsrep-provider=OFF",
                "--wsrep-cluster-name=understudy",
                "--wsrep-cluster-address=gcomm://" + peers,
                "--wsrep-node-name=" + name,
                "--wsrep-node-address=127.0.0.1:" + group,
                "--wsrep-node-incoming-address=" + advertised,
                "--wsrep-slave-threads=2",
                "--wsrep-sst-method=" + StateTransfer.METHOD,
                "--wsrep-provider-options=base_port=" + group + ";gmcast.listen_addr=tcp://127.0.0.1:" + group
                        + ";ist.recv_addr=127.0.0.1:" + transfer + ";gcache.size=32M;" + DETECTION,
                "--default-storage-engine=InnoDB",
                "--innodb-autoinc-lock-mode=2",
                "--gtid-strict-mode=OFF",
                "--read-only=OFF");
    }
}
