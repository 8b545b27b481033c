package io.github.understudy.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A server of a Galera cluster: a process that finds its peers before it serves. */
final class GaleraNode extends ClusteredNode {
    private static final int SECONDS_TO_RECOVER = 60;
    private static final Pattern RECOVERED = Pattern.compile("Recovered position: ?([0-9a-f-]+:-?\\d+)");
    private static final Pattern SAVED = Pattern.compile("uuid:\\s*([0-9a-f-]+)\\s+seqno:\\s*(-?\\d+)");

    /** Who says this takes all data from another node. */
    private static final String NOTHING = """
            # GALERA saved state
            version: 2.1
            uuid:    00000000-0000-0000-0000-000000000000
            seqno:   -1
            safe_to_bootstrap: 0
            """;

    private final Path provider;
    private final String name;
    private final GaleraPorts ports;
    private final boolean followed;
    private boolean wiped;

    /** @param followed whether servers that do not belong to its cluster replicate from it */
    GaleraNode(ProcessNode process, Path provider, String name, GaleraPorts ports, boolean followed) {
        super(process);
        this.provider = provider;
        this.name = name;
        this.ports = ports;
        this.followed = followed;
    }

    /** A writable one begins a new cluster; another one joins its peers. */
    @Override
    public void start(NodeSettings settings) {
        boolean alone = settings.writable();
        if (alone) {
            Texts.write(state(), Texts.read(state()).replace("safe_to_bootstrap: 0", "safe_to_bootstrap: 1"));
        }
        List<String> options = options(settings.advertised(), alone ? "" : ports.peers());
        String position = savedPosition();
        if (wiped && !alone) {
            Texts.write(state(), NOTHING);
        } else if (position.endsWith(":-1")) {
            options.add("--wsrep-start-position=" + recover(settings));
        }
        process.start(with(settings, options));
        wiped = false;
    }

    private List<String> options(Address advertised, String peers) {
        return new ArrayList<>(
                GaleraOptions.of(provider, name, ports.groupOf(name), ports.transferOf(name), peers, advertised));
    }

    private NodeSettings with(NodeSettings settings, List<String> options) {
        List<String> all = new ArrayList<>(options);
        if (followed) {
            all.addAll(GaleraOptions.SHARED_POSITIONS);
        }
        all.addAll(settings.options());
        return new NodeSettings(settings.serverId(), true, false, settings.advertised(), all);
    }

    private Path state() {
        return process.data().resolve("grastate.dat");
    }

    /** As the server noted it at a clean end; after a crash the number is -1. */
    private String savedPosition() {
        return SAVED.matcher(Texts.read(state()))
                .results()
                .findFirst()
                .map(it -> it.group(1) + ":" + it.group(2))
                .orElseThrow(() -> new ServerException(name + " has no position in " + state()));
    }

    /** What a killed server has in its tables. */
    private String recover(NodeSettings settings) {
        Path log = process.data().resolveSibling(name + ".recovery");
        Trees.tryDelete(log);
        List<String> command = process.command(with(settings, options(settings.advertised(), "")));
        command.add("--wsrep-recover");
        command.add("--log-error=" + log);
        Processes.run(command, null, log, SECONDS_TO_RECOVER);
        return RECOVERED
                .matcher(Files.exists(log) ? Texts.read(log) : "")
                .results()
                .map(MatchResult::group)
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .reduce((first, last) -> last)
                .orElseThrow(() -> new ServerException(name + " does not know its position:\n" + Texts.tail(log, 20)));
    }

    @Override
    public long position(NodeSettings settings) {
        String saved = savedPosition();
        String position = saved.endsWith(":-1") ? recover(settings) : saved;
        return Long.parseLong(position.substring(position.lastIndexOf(':') + 1));
    }

    @Override
    public void wipe() {
        super.wipe();
        wiped = true;
    }
}
