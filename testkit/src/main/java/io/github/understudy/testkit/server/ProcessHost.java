package io.github.understudy.testkit.server;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Servers as child processes, their files in one directory. */
public final class ProcessHost implements ServerHost {

    private static final long BYTES_PER_NODE = 200_000_000;

    private final Template template;
    private final Ports ports = new Ports();
    private final Watchdog watchdog = new Watchdog();
    private final Path directory;
    private final @Nullable Path programs;

    /** @param nodes how many there will be */
    public ProcessHost(Template template, int nodes) {
        this(template, nodes, directory -> null);
    }

    /** @param preparation makes, in the directory it is given, programs that the servers need; null for none */
    ProcessHost(Template template, int nodes, Function<Path, @Nullable Path> preparation) {
        this.template = template;
        this.directory = RunDirectory.create(nodes * BYTES_PER_NODE);
        this.programs = preparation.apply(directory);
        watchdog.add(directory);
    }

    @Override
    public String description() {
        return template.binary().product().title() + " " + template.binary().version();
    }

    @Override
    public NodeControl node(int index) {
        return process(index);
    }

    ProcessNode process(int index) {
        return process(index, template);
    }

    /** @param template what its data directory is made of */
    ProcessNode process(int index, Template template) {
        return new ProcessNode(template, watchdog, ports, directory, name(index), programs);
    }

    static String name(int index) {
        return "n" + index;
    }

    @Override
    public Ports ports() {
        return ports;
    }

    @Override
    public boolean needsMapping() {
        return false;
    }

    @Override
    public void close() {
        RunDirectory.delete(directory);
        watchdog.close();
        ports.close();
    }
}
