package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A data directory with the testkit's users and an empty database, made once for each server program and copied for each
 * node.
 */
public final class Template {

    /** Raised whenever what is in the directory changes. */
    private static final int REVISION = 2;

    private final ServerBinary binary;
    private final String name;
    private final Path data;

    private Template(ServerBinary binary, String name, Path data) {
        this.binary = binary;
        this.name = name;
        this.data = data;
    }

    /** The template for a server program, from the cache if it is there. */
    public static Template of(ServerBinary binary, Cache cache, Consumer<String> progress) {
        String name = String.format(
                Locale.ROOT,
                "data-%s-%s-%08x-%d",
                binary.product().key(),
                binary.version(),
                binary.program().toAbsolutePath().toString().hashCode(),
                REVISION);
        Path entry = cache.entry(name, draft -> {
            progress.accept("preparing a data directory for " + binary.product().title() + " " + binary.version());
            prepare(binary, draft);
        });
        return new Template(binary, name, entry.resolve("data"));
    }

    /** The same as a Galera cluster of one has left it, so that its copies are nodes of one cluster. */
    Template ofCluster(Path provider, Cache cache) {
        Path entry = cache.entry(name + "-galera", draft -> {
            Path begun = draft.resolve("data");
            Trees.copy(data, begun);
            begin(provider, begun, draft);
        });
        return new Template(binary, name + "-galera", entry.resolve("data"));
    }

    private void begin(Path provider, Path begun, Path work) {
        Path script = work.resolve("begin.sql");
        Path log = work.resolve("begin.log");
        Texts.write(script, "SHUTDOWN;\n");
        try (Ports ports = new Ports()) {
            int group = ports.take();
            Address here = new Address("127.0.0.1", ports.take());
            List<String> command = new ArrayList<>(binary.baseCommand());
            command.addAll(List.of(
                    "--datadir=" + begun, "--bind-address=127.0.0.1", "--port=" + here.port(), "--tmpdir=" + work));
            command.addAll(binary.product().options(new NodeSettings(1, true, false, here, List.of())));
            command.addAll(GaleraOptions.of(provider, "begin", group, ports.take(), "", here));
            command.addAll(List.of("--socket=" + work.resolve("s"), "--log-error=" + log, "--init-file=" + script));
            int exit = Processes.run(command, null, log, 60);
            if (exit != 0) {
                throw new ServerException(
                        "MariaDB cannot begin a Galera cluster (exit code " + exit + "):\n" + Texts.tail(log, 30));
            }
        }
        List.of("galera.cache", "gvwstate.dat").forEach(name -> Trees.tryDelete(begun.resolve(name)));
    }

    private static void prepare(ServerBinary binary, Path entry) {
        try {
            Path work = Files.createTempDirectory("understudy-prepare");
            try {
                binary.product().prepare(binary, entry.resolve("data"), work);
            } finally {
                Trees.tryDelete(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerBinary binary() {
        return binary;
    }

    /** Makes a fresh data directory, of a server that never was. */
    void copyTo(Path directory) {
        Trees.copy(data, directory);
        if (binary.product() instanceof MySqlProduct) {
            Texts.write(directory.resolve("auto.cnf"), "[auto]\nserver-uuid=" + UUID.randomUUID() + "\n");
        }
    }
}
