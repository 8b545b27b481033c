package io.github.understudy;

import io.github.understudy.internal.pool.NameLookup;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import io.github.understudy.topology.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** What localhost is, as the test wants it; the driver itself takes it for this machine. */
final class LocalhostNames implements NameLookup {
    private volatile List<String> localhost;

    LocalhostNames(String... addresses) {
        localhost = List.of(addresses);
    }

    /** A way to a server at one of this machine's addresses. */
    static FaultProxy at(String address, int port, TestNode node) {
        return FaultProxy.listen(address, port, new InetSocketAddress(node.host(), node.port()));
    }

    void leadTo(String address) {
        localhost = List.of(address);
    }

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (String address : host.equals("localhost") ? localhost : List.of(host)) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }

    @Override
    public List<Endpoint> service(String name) {
        throw new UnsupportedOperationException();
    }
}
