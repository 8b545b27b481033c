package io.github.understudy.testkit.sql;

/**
 * What a server says about its replication.
 *
 * @param configured whether it has a source at all
 * @param host the source's host, empty if there is none
 * @param port the source's port, 0 if there is none
 * @param receiver state of the receiver thread: Yes, No, Connecting…
 * @param applier state of the applier thread: Yes or No
 * @param delaySeconds how much later it applies on purpose
 * @param error the last error of either thread, empty if there is none
 * @param fatal whether the error will not go away by itself
 */
public record ReplicaStatus(
        boolean configured,
        String host,
        int port,
        String receiver,
        String applier,
        int delaySeconds,
        String error,
        boolean fatal) {

    static final ReplicaStatus NONE = new ReplicaStatus(false, "", 0, "No", "No", 0, "", false);

    /** Both threads run and the receiver is connected. */
    public boolean replicates() {
        return receiver.equals("Yes") && applier.equals("Yes");
    }

    /** Whether the source is at that address. */
    public boolean follows(String host, int port) {
        return configured && this.host.equals(host) && this.port == port;
    }
}
