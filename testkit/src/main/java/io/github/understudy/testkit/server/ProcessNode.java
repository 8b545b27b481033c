package io.github.understudy.testkit.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that is a child process of this one. */
final class ProcessNode implements NodeControl {

    private static final int SECONDS_TO_END = 60;
    private static final int ATTEMPTS = 1_000;
    private static final Pattern FROZEN = Pattern.compile("(?m)^State:\\s+T");

    private final Template template;
    private final Watchdog watchdog;
    private final Ports ports;
    private final Path directory;
    private final String name;
    private final @Nullable Path programs;
    private volatile int port;
    private volatile @Nullable Process process;

    /**
     * @param directory where the cluster's files live
     * @param name the node's name among them
     * @param programs a directory of programs that the server needs, null for none
     */
    ProcessNode(
            Template template, Watchdog watchdog, Ports ports, Path directory, String name, @Nullable Path programs) {
        this.template = template;
        this.watchdog = watchdog;
        this.ports = ports;
        this.directory = directory;
        this.name = name;
        this.programs = programs;
        this.port = ports.take();
        template.copyTo(data());
    }

    Path data() {
        return directory.resolve(name);
    }

    private Path log() {
        return directory.resolve(name + ".log");
    }

    @Override
    public void start(NodeSettings settings) {
        // The socket's lock names a killed server, whose number may live again.
        Trees.tryDelete(directory.resolve(name + ".sock"));
        Trees.tryDelete(directory.resolve(name + ".sock.lock"));
        ProcessBuilder builder = new ProcessBuilder(command(settings))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(name + ".out").toFile()));
        if (programs != null) {
            builder.environment().merge("PATH", programs.toString(), (path, own) -> own + File.pathSeparator + path);
        }
        try {
            Process started = builder.start();
            started.getOutputStream().close();
            watchdog.add(started.pid());
            started.onExit().thenRun(() -> watchdog.remove(started.pid()));
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + template.binary().program(), e);
        }
    }

    List<String> command(NodeSettings settings) {
        List<String> command = new ArrayList<>(template.binary().baseCommand());
        command.addAll(List.of(
                "--datadir=" + data(),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--pid-file=" + directory.resolve(name + ".pid"),
                "--log-error=" + log(),
                // A server that starts deletes what it takes for its own of former times; in /tmp it is another one's.
                "--tmpdir=" + Texts.directories(directory.resolve(name + ".tmp"))));
        if (Platform.isUnix()) {
            command.add("--socket=" + directory.resolve(name + ".sock"));
        }
        command.addAll(template.binary().product().options(settings));
        return command;
    }

    @Override
    public void kill() {
        Process victim = process;
        if (victim != null) {
            victim.destroyForcibly();
            awaitEnd(victim);
        }
    }

    @Override
    public void shutdown() {
        Process server = process;
        if (server != null) {
            server.destroy();
            awaitEnd(server);
        }
    }

    private void awaitEnd(Process server) {
        if (!Processes.await(server, SECONDS_TO_END)) {
            throw new ServerException(name + " has not ended within " + SECONDS_TO_END + " s:\n" + logTail(20));
        }
        process = null;
    }

    @Override
    public void freeze() {
        signal("STOP");
        awaitFrozen();
    }

    /** A moment passes between the signal and its effect. Where /proc does not tell, that is left to luck. */
    private void awaitFrozen() {
        Process server = process;
        Path status = Path.of("/proc", server == null ? "none" : Long.toString(server.pid()), "status");
        for (int i = 0;
                i < ATTEMPTS
                        && Files.exists(status)
                        && !FROZEN.matcher(Texts.read(status)).find();
                i++) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        Process server = process;
        if (server == null) {
            throw new ServerException(name + " is not running");
        }
        if (!Platform.isUnix()) {
            throw new UnsupportedOperationException("this platform cannot freeze a process");
        }
        String done = Processes.output(List.of("sh", "-c", "kill -" + signal + " " + server.pid() + " && echo done"));
        if (!done.equals("done")) {
            throw new ServerException("cannot send " + signal + " to " + name);
        }
    }

    /** Its process, 0 if there is none. */
    long pid() {
        Process server = process;
        return server == null ? 0 : server.pid();
    }

    @Override
    public boolean isRunning() {
        Process server = process;
        return server != null && server.isAlive();
    }

    @Override
    public Address direct() {
        return new Address("127.0.0.1", port);
    }

    @Override
    public Address advertised(Address proxy) {
        return proxy;
    }

    @Override
    public void wipe() {
        Trees.delete(data());
        template.copyTo(data());
    }

    @Override
    public void relocate() {
        port = ports.take();
    }

    @Override
    public String logTail(int lines) {
        return (Texts.tail(directory.resolve(name + ".out"), lines) + "\n" + Texts.tail(log(), lines)).strip();
    }

    @Override
    public void close() {
        kill();
        Trees.tryDelete(data());
    }
}
