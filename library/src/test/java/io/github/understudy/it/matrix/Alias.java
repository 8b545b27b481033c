package io.github.understudy.it.matrix;

import io.github.understudy.it.Connected;
import io.github.understudy.testkit.TestNode;
import io.github.understudy.testkit.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A host name that leads to one server and then to another, on the same port: each has an address of its own. The JVM
 * reads its names from a file, if it was started so.
 */
final class Alias implements AutoCloseable {
    private static final String NAME = "db.understudy.test";

    private final Path names;
    private final List<FaultProxy> addresses = new ArrayList<>();

    Alias(TestNode node) {
        this.names = Path.of(System.getProperty("jdk.net.hosts.file"));
        lead(node);
    }

    /** Why names can't be changed here; empty if they can. */
    static String whyNot() {
        if (System.getProperty("jdk.net.hosts.file") == null) {
            return "the JVM's names can't be changed (-Pfault-matrix sets jdk.net.hosts.file)";
        }
        try (FaultProxy probe = FaultProxy.listen("127.0.0.2", 0, new InetSocketAddress("127.0.0.1", 0))) {
            return probe.port() > 0 ? "" : "no port";
        } catch (UncheckedIOException e) {
            return "this machine has no address 127.0.0.2";
        }
    }

    /** From now on, the name leads to this server. Existing connections stay where they are. */
    void lead(TestNode node) {
        String address = "127.0.0." + (2 + addresses.size());
        int port = addresses.isEmpty() ? 0 : addresses.get(0).port();
        addresses.add(FaultProxy.listen(address, port, new InetSocketAddress(node.host(), node.port())));
        write(address + " " + NAME + "\n127.0.0.1 localhost\n");
        // Who asks at the same moment may get the answer to an earlier question.
        Connected.await()
                .until(() -> InetAddress.getByName(NAME).getHostAddress().equals(address));
    }

    /** All at once: the library asks at any time. */
    private void write(String text) {
        Path draft = names.resolveSibling(names.getFileName() + ".draft");
        try {
            Files.writeString(draft, text);
            Files.move(draft, names, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code host:port}. */
    String address() {
        return NAME + ":" + addresses.get(0).port();
    }

    @Override
    public void close() {
        addresses.forEach(FaultProxy::close);
    }
}
