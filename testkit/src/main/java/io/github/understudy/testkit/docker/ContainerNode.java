package io.github.understudy.testkit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.github.understudy.testkit.server.Address;
import io.github.understudy.testkit.server.NodeControl;
import io.github.understudy.testkit.server.NodeSettings;
import io.github.understudy.testkit.server.Product;
import io.github.understudy.testkit.server.ServerException;
import io.github.understudy.testkit.server.Watchdog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;

/** A server in a container, which is made at its first start and stays for the next ones. */
final class ContainerNode implements NodeControl {

    private static final int SECONDS_TO_END = 60;
    private static final int PORT = 3306;
    private static final String OPTIONS = "/understudy/options";

    private final Product product;
    private final String image;
    private final Network network;
    private final Watchdog watchdog;
    private final int port;
    private final String name;
    private volatile String alias;
    private volatile @Nullable ServerContainer container;
    private int moves;

    ContainerNode(Product product, String image, Network network, Watchdog watchdog, int port, String name) {
        this.product = product;
        this.image = image;
        this.network = network;
        this.watchdog = watchdog;
        this.port = port;
        this.name = name;
        this.alias = name;
    }

    @Override
    public void start(NodeSettings settings) {
        Transferable options = Transferable.of(String.join("\n", options(settings)) + "\n");
        ServerContainer known = container;
        if (known == null) {
            ServerContainer made = new ServerContainer(product, image, network, alias, port);
            made.withCopyToContainer(options, OPTIONS);
            container = made;
            made.start();
            watchdog.addContainer(made.getContainerId());
        } else {
            known.copyFileToContainer(options, OPTIONS);
            client().startContainerCmd(known.getContainerId()).exec();
        }
    }

    private List<String> options(NodeSettings settings) {
        List<String> options = new ArrayList<>(product.formatOptions());
        options.addAll(product.options(settings));
        return options;
    }

    @Override
    public void kill() {
        if (isRunning()) {
            client().killContainerCmd(id()).exec();
            awaitEnd();
        }
    }

    @Override
    public void shutdown() {
        if (isRunning()) {
            client().stopContainerCmd(id()).withTimeout(SECONDS_TO_END).exec();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
        while (isRunning()) {
            if (System.nanoTime() - end > 0) {
                throw new ServerException(name + " has not ended within " + SECONDS_TO_END + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void freeze() {
        client().pauseContainerCmd(id()).exec();
    }

    @Override
    public void thaw() {
        client().unpauseContainerCmd(id()).exec();
    }

    @Override
    public boolean isRunning() {
        ServerContainer known = container;
        if (known == null || known.getContainerId() == null) {
            return false;
        }
        try {
            Boolean running = client().inspectContainerCmd(known.getContainerId())
                    .exec()
                    .getState()
                    .getRunning();
            return Boolean.TRUE.equals(running);
        } catch (NotFoundException e) {
            return false;
        }
    }

    @Override
    public Address direct() {
        return new Address("127.0.0.1", port);
    }

    @Override
    public Address advertised(Address proxy) {
        return new Address(alias, PORT);
    }

    @Override
    public void wipe() {
        close();
    }

    @Override
    public void relocate() {
        moves++;
        alias = name + "-" + moves;
        if (container != null) {
            client().disconnectFromNetworkCmd()
                    .withNetworkId(network.getId())
                    .withContainerId(id())
                    .exec();
            client().connectToNetworkCmd()
                    .withNetworkId(network.getId())
                    .withContainerId(id())
                    .withContainerNetwork(new ContainerNetwork().withAliases(alias))
                    .exec();
        }
    }

    @Override
    public String logTail(int lines) {
        ServerContainer known = container;
        if (known == null) {
            return "";
        }
        List<String> all = known.getLogs().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    @Override
    public void close() {
        ServerContainer known = container;
        if (known != null) {
            known.stop();
            container = null;
        }
    }

    private String id() {
        ServerContainer known = container;
        if (known == null) {
            throw new ServerException(name + " has not been started");
        }
        return known.getContainerId();
    }

    private static DockerClient client() {
        return DockerClientFactory.lazyClient();
    }
}
