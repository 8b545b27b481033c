package io.github.understudy.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;

/** A MySQL server outside of a group that follows one of its members, asynchronously and by GTID. */
final class Following {
    private final TestNode replica;
    private final String channel;

    /** @param name of the channel, may be empty */
    Following(TestNode replica, String name) {
        this.replica = replica;
        this.channel = " FOR CHANNEL '" + name + "'";
    }

    /** A server of its own, before it follows anybody. */
    static Cluster server(int id) {
        return Cluster.mysql().replicas(0).option("--server-id=" + id).start();
    }

    /** @param options of CHANGE REPLICATION SOURCE, beside the necessary ones; each begins with a comma */
    void begin(TestNode source, String options) {
        String address = source.advertisedAddress();
        int colon = address.lastIndexOf(':');
        replica.execute("SET GLOBAL super_read_only = ON");
        replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST = '" + address.substring(0, colon)
                + "', SOURCE_PORT = " + address.substring(colon + 1)
                + ", SOURCE_USER = 'repl', SOURCE_PASSWORD = 'repl', SOURCE_AUTO_POSITION = 1,"
                + " GET_SOURCE_PUBLIC_KEY = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_HEARTBEAT_PERIOD = 1" + options
                + channel);
        replica.execute("START REPLICA" + channel);
    }

    /** Ends it, and lets the server take writes. */
    void end() {
        replica.execute("STOP REPLICA" + channel);
        replica.execute("RESET REPLICA ALL" + channel);
        replica.execute("SET GLOBAL super_read_only = OFF");
        replica.execute("SET GLOBAL read_only = OFF");
    }

    /** Waits until it has all that the other one has now. */
    void awaitAllOf(TestNode source) {
        String all = source.query("SELECT @@gtid_executed");
        Connected.await().until(() -> "1".equals(replica.query("SELECT GTID_SUBSET('" + all + "', @@gtid_executed)")));
    }
}
