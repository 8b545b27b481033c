package io.github.understudy.testkit.server;

import java.util.ArrayList;
import java.util.List;

/** A MySQL server that can be a member of a group. It is one only after it was told to. */
final class GroupNode extends ClusteredNode {
    private static final String GROUP = "76e64657-7374-4564-b900-000000000001";

    private final String name;
    private final GroupNetwork network;

    GroupNode(ProcessNode process, String name, GroupNetwork network) {
        super(process);
        this.name = name;
        this.network = network;
        network.add(name, process);
    }

    @Override
    public void start(NodeSettings settings) {
        List<String> options = new ArrayList<>(List.of(
                "--plugin-load-add=group_replication.so",
                "--loose-group-replication-group-name=" + GROUP,
                "--loose-group-replication-start-on-boot=OFF",
                // The other stack listens on every address of the machine, and knows no proxies.
                "--loose-group-replication-communication-stack=MYSQL",
                "--loose-group-replication-local-address=" + network.addressOf(name),
                "--loose-group-replication-group-seeds=" + network.seeds(),
                "--loose-group-replication-ssl-mode=DISABLED",
                "--loose-group-replication-recovery-get-public-key=ON",
                "--loose-group-replication-recovery-reconnect-interval=1",
                // A group suspects a silent member after five seconds, which can't be changed; then it waits no longer.
                "--loose-group-replication-member-expel-timeout=0"));
        options.addAll(settings.options());
        process.start(new NodeSettings(
                settings.serverId(), settings.writable(), false, settings.advertised(), List.copyOf(options)));
    }

    @Override
    public void isolate() {
        network.isolate(name);
    }

    @Override
    public void rejoin() {
        network.mend();
    }
}
