package io.github.understudy.testkit.server;

/** The servers of a group (Group Replication) as child processes. */
public final class GroupHost implements ServerHost {
    private final ProcessHost processes;
    private final GroupNetwork network;

    /**
     * @param template of MySQL servers
     * @param nodes how many there will be
     */
    public GroupHost(Template template, int nodes) {
        this.processes = new ProcessHost(template, nodes);
        this.network = new GroupNetwork(processes.ports(), nodes);
    }

    @Override
    public String description() {
        return processes.description() + " with Group Replication";
    }

    @Override
    public NodeControl node(int index) {
        return new GroupNode(processes.process(index), ProcessHost.name(index), network);
    }

    @Override
    public Ports ports() {
        return processes.ports();
    }

    @Override
    public boolean needsMapping() {
        return false;
    }

    @Override
    public void close() {
        network.close();
        processes.close();
    }
}
