package io.github.understudy.testkit;

import io.github.understudy.testkit.docker.ContainerHost;
import io.github.understudy.testkit.docker.DockerEngine;
import io.github.understudy.testkit.docker.TestcontainersNeeds;
import io.github.understudy.testkit.server.Cache;
import io.github.understudy.testkit.server.GaleraHost;
import io.github.understudy.testkit.server.GroupHost;
import io.github.understudy.testkit.server.ProcessHost;
import io.github.understudy.testkit.server.Product;
import io.github.understudy.testkit.server.ServerBinary;
import io.github.understudy.testkit.server.ServerHost;
import io.github.understudy.testkit.server.ServerLookup;
import io.github.understudy.testkit.server.ServerNotFoundException;
import io.github.understudy.testkit.server.Template;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what a cluster's servers run in. */
final class HostChoice {

    private final ClusterSettings settings;
    private final Product product;
    private final @Nullable Path servers;
    private final Cache cache = Cache.ofUser();
    private final ServerLookup lookup;

    HostChoice(ClusterSettings settings, @Nullable Path servers) {
        this.settings = settings;
        this.product = settings.flavor().product();
        this.servers = servers;
        this.lookup = new ServerLookup(product, System.getenv(), cache, settings.progress());
    }

    ServerHost choose(boolean dockerOnly) {
        if (settings.kind() == ClusterKind.GALERA && (dockerOnly || settings.flavor() != ServerFlavor.MARIADB)) {
            throw new ServerNotFoundException("The testkit has Galera with MariaDB in processes only");
        }
        if (settings.kind() == ClusterKind.GROUP && (dockerOnly || settings.flavor() != ServerFlavor.MYSQL)) {
            throw new ServerNotFoundException("The testkit has Group Replication with MySQL in processes only");
        }
        if (dockerOnly) {
            return containers(true)
                    .orElseThrow(() -> new ServerNotFoundException(
                            "No " + product.title() + " server in Docker for the testkit:\n" + lookup.looked()));
        }
        Optional<ServerBinary> binary = lookup.find(servers);
        return binary.isPresent() ? processes(binary.get()) : containers(false).orElseThrow(lookup::notFound);
    }

    private ServerHost processes(ServerBinary binary) {
        Template template = Template.of(binary, cache, settings.progress());
        int nodes = settings.replicas() + 1;
        return switch (settings.kind()) {
            case GALERA ->
                new GaleraHost(template, GaleraHost.provider(System.getenv()), cache, nodes, settings.followers());
            case GROUP -> new GroupHost(template, nodes);
            case REPLICATION -> new ProcessHost(template, nodes);
        };
    }

    private Optional<ServerHost> containers(boolean demanded) {
        if (!DockerEngine.hasClient()) {
            lookup.note("Docker", "org.testcontainers:testcontainers is not on the class path");
            return Optional.empty();
        }
        DockerEngine engine = DockerEngine.of(System.getenv());
        Optional<String> obstacle = obstacle(engine, demanded);
        if (obstacle.isPresent()) {
            lookup.note("Docker", obstacle.get());
            return Optional.empty();
        }
        Optional<String> image = image(engine, demanded);
        if (image.isEmpty()) {
            lookup.note("Docker", "the engine has none of the images " + official() + ", " + own());
        }
        return image.map(name -> new ContainerHost(product, name));
    }

    /** Why Docker cannot be used, or would keep everybody waiting for minutes. */
    private static Optional<String> obstacle(DockerEngine engine, boolean demanded) {
        if (!engine.answers()) {
            return Optional.of("no engine answers");
        }
        if (TestcontainersNeeds.looksForItsHost(System.getenv())) {
            return Optional.of("this process runs in a container: set TESTCONTAINERS_HOST_OVERRIDE to the address of"
                    + " published ports, like 127.0.0.1");
        }
        return demanded || !TestcontainersNeeds.lacksRyuk(System.getenv(), engine)
                ? Optional.empty()
                : Optional.of("Testcontainers would have to pull Ryuk's image: pull it, or set"
                        + " TESTCONTAINERS_RYUK_DISABLED=true");
    }

    private Optional<String> image(DockerEngine engine, boolean demanded) {
        String named = System.getProperty("understudy.testkit." + product.key() + ".image", "");
        if (!named.isEmpty()) {
            return Optional.of(named);
        }
        Optional<String> local =
                Stream.of(official(), own()).filter(engine::hasImage).findFirst();
        return local.isEmpty() && demanded ? Optional.of(official()) : local;
    }

    private String official() {
        return product.image();
    }

    /** What scripts/docker-images.sh makes. */
    private String own() {
        return "understudy/" + product.image();
    }
}
