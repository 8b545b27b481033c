package io.github.understudy.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The servers of a Galera cluster as child processes. */
public final class GaleraHost implements ServerHost {
    private static final String VARIABLE = "UNDERSTUDY_GALERA_PROVIDER";
    private static final String PROPERTY = "understudy.testkit.galera.provider";

    private final ProcessHost processes;
    private final Path provider;
    private final GaleraPorts galera;
    private final Template plain;
    private final int nodes;
    private final boolean followed;

    /**
     * @param template of MariaDB servers
     * @param provider Galera's library
     * @param nodes how many there will be
     * @param followers how many servers besides that are none of them
     */
    public GaleraHost(Template template, Path provider, Cache cache, int nodes, int followers) {
        this.plain = template;
        this.nodes = nodes;
        this.followed = followers > 0;
        this.provider = provider;
        this.processes =
                new ProcessHost(template.ofCluster(provider, cache), nodes + followers, StateTransfer::installIn);
        this.galera = new GaleraPorts(processes.ports(), nodes);
    }

    /**
     * Galera's library, where the user says it is.
     *
     * @throws ServerNotFoundException if it is not there
     */
    public static Path provider(Map<String, String> environment) {
        String named = System.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
        Path file = Path.of(named).toAbsolutePath();
        if (named.isEmpty() || !Files.isRegularFile(file)) {
            throw new ServerNotFoundException("No Galera library for the testkit: "
                    + (named.isEmpty() ? "nothing names it" : "there is no file " + file)
                    + ". Name libgalera_smm.so in the environment variable " + VARIABLE + " or the system property "
                    + PROPERTY + "; testkit/scripts/unpack-galera.sh DIR fetches it from Debian's packages");
        }
        return file;
    }

    @Override
    public String description() {
        return processes.description() + " with Galera";
    }

    @Override
    public NodeControl node(int index) {
        return index < nodes
                ? new GaleraNode(processes.process(index), provider, ProcessHost.name(index), galera, followed)
                : processes.process(index, plain);
    }

    @Override
    public Ports ports() {
        return processes.ports();
    }

    @Override
    public boolean needsMapping() {
        return false;
    }

    @Override
    public void close() {
        processes.close();
    }
}
