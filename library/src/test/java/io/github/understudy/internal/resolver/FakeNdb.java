package io.github.understudy.internal.resolver;

import io.github.understudy.topology.Endpoint;
import io.github.understudy.topology.Flavor;
import io.github.understudy.topology.NodeId;
import java.time.Duration;
import java.util.List;

/** The SQL nodes of an NDB cluster. */
final class FakeNdb extends FakeServers<FakeNdb.Server> {
    private static final int DATA_NODES = 2;

    /** One SQL node. */
    final class Server extends FakeNode {
        final int number;
        String system = "MC_20191126162038";
        boolean connected = true;
        int readyDataNodes = DATA_NODES;

        Server(int number) {
            super(new Endpoint("sql" + number, 3306), new NodeId("uuid-" + number));
            this.number = number;
        }

        boolean reachesData() {
            return connected && readyDataNodes > 0;
        }

        @Override
        Observation observe() {
            NdbStatus status = new NdbStatus(
                    connected ? system : "",
                    connected ? 100 + number : 0,
                    connected ? DATA_NODES : 0,
                    connected ? readyDataNodes : 0,
                    reachesData() && singleUser,
                    reachesData()
                            ? servers.stream()
                                    .filter(it -> it.alive && it.connected)
                                    .map(it -> it.endpoint)
                                    .toList()
                            : List.of());
            return new Observation(
                    id,
                    endpoint.toString(),
                    Flavor.MYSQL,
                    "8.0.36-cluster",
                    endpoint,
                    false,
                    false,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    0,
                    null,
                    status,
                    null,
                    false);
        }
    }

    boolean singleUser;

    FakeNdb(int count, int seed) {
        super(settings(), Duration.ofMillis(400));
        found(count, Server::new, List.of(seed));
    }
}
