package io.github.understudy.testkit.docker;

import io.github.understudy.testkit.server.NodeControl;
import io.github.understudy.testkit.server.Ports;
import io.github.understudy.testkit.server.Product;
import io.github.understudy.testkit.server.ServerHost;
import io.github.understudy.testkit.server.Watchdog;
import org.testcontainers.containers.Network;

/** Servers in containers on a network of their own, where they are called node1, node2, and so on. */
public final class ContainerHost implements ServerHost {

    private final Product product;
    private final String image;
    private final Ports ports = new Ports();
    private final Watchdog watchdog = new Watchdog();
    private final Network network = Network.newNetwork();

    /** @param image the image of all servers; pulled if the engine has not got it */
    public ContainerHost(Product product, String image) {
        this.product = product;
        this.image = image;
        watchdog.addNetwork(network.getId());
    }

    @Override
    public String description() {
        return product.title() + " in containers of " + image;
    }

    @Override
    public NodeControl node(int index) {
        return new ContainerNode(product, image, network, watchdog, ports.take(), "node" + (index + 1));
    }

    @Override
    public Ports ports() {
        return ports;
    }

    @Override
    public boolean needsMapping() {
        return true;
    }

    @Override
    public void close() {
        network.close();
        watchdog.close();
        ports.close();
    }
}
