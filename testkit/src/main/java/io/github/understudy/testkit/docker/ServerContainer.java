package io.github.understudy.testkit.docker;

import com.github.dockerjava.api.model.PortBinding;
import io.github.understudy.testkit.server.Product;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A container that prepares its data at its first start, and starts the server with the options in a file. */
final class ServerContainer extends GenericContainer<ServerContainer> {

    /** In place of the image's own entry point, which makes other users, and restarts the server for that. */
    private static final String START = """
            set -eu
            data=/var/lib/mysql
            mkdir -p /tmp "$data"
            if [ ! -e "$data/understudy.ready" ]; then
              . /understudy/prepare.sh
              : >"$data/understudy.ready"
            fi
            set -- --no-defaults --user=mysql --datadir="$data" --bind-address=0.0.0.0 --port=3306 \
              --socket=/tmp/mysqld.sock --pid-file="$data/mysqld.pid"
            while read -r option; do set -- "$@" "$option"; done </understudy/options
            exec %s "$@"
            """;

    ServerContainer(Product product, String image, Network network, String alias, int port) {
        super(DockerImageName.parse(image));
        String program = product.programs().get(0);
        withCopyToContainer(Transferable.of(START.formatted(program)), "/understudy/start.sh");
        withCopyToContainer(Transferable.of(product.containerPreparation()), "/understudy/prepare.sh");
        withCopyToContainer(Transferable.of(product.users()), "/understudy/users.sql");
        withNetwork(network);
        withNetworkAliases(alias);
        withExposedPorts(3306);
        withCreateContainerCmdModifier(command -> {
            command.withEntrypoint("/bin/sh", "/understudy/start.sh");
            command.withCmd();
            if (command.getHostConfig() != null) {
                command.getHostConfig().withPortBindings(PortBinding.parse("127.0.0.1:" + port + ":3306"));
            }
        });
        waitingFor(new NoWaiting());
    }

    /** The cluster itself asks the server until it answers. */
    private static final class NoWaiting extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {}
    }
}
