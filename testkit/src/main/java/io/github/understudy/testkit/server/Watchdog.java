package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a cluster started when the Java process goes, even by SIGKILL: a shell that reads from a pipe what there is
 * to end, and ends it when the pipe breaks. Where there is no shell, a shutdown hook does what it can. Safe for use by
 * several threads.
 */
public final class Watchdog implements AutoCloseable {

    /** Signals to the process group (Ctrl-C) must not end it before it has done its work. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT
            pids=' '; containers=' '; networks=' '
            while IFS=' ' read -r what arg; do
              case $what in
                +pid) pids="$pids$arg ";;
                -pid) pids="${pids%% $arg *} ${pids#* $arg }";;
                +container) containers="$containers$arg ";;
                +network) networks="$networks$arg ";;
                +dir) set -- "$@" "$arg";;
                done) exit 0;;
              esac
            done
            for p in $pids; do kill -KILL "$p"; done
            for c in $containers; do docker rm -f -v "$c"; done
            for n in $networks; do docker network rm "$n"; done
            for try in 1 2 3 4 5 6 7 8 9 10; do
              left=
              for d in "$@"; do rm -rf "$d"; [ ! -e "$d" ] || left=1; done
              [ -n "$left" ] || exit 0
              sleep 0.2
            done
            """;

    private final ReentrantLock writing = new ReentrantLock();
    private final Set<Long> pids = ConcurrentHashMap.newKeySet();
    private final Set<Path> directories = ConcurrentHashMap.newKeySet();
    private final @Nullable Process shell;
    private final @Nullable Writer orders;
    private final @Nullable Thread hook;

    /** Starts watching. */
    public Watchdog() {
        Process started = Platform.isUnix() ? startShell() : null;
        this.shell = started;
        this.orders = started == null ? null : started.outputWriter(StandardCharsets.UTF_8);
        this.hook = started == null ? new Thread(this::endAll, "understudy-testkit-end") : null;
        if (hook != null) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private static @Nullable Process startShell() {
        try {
            return new ProcessBuilder("sh", "-c", SCRIPT, "understudy-testkit-watchdog")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return null;
        }
    }

    /** Kill this process in the end. */
    public void add(long pid) {
        pids.add(pid);
        order("+pid " + pid);
    }

    /** That process has ended. */
    public void remove(long pid) {
        pids.remove(pid);
        order("-pid " + pid);
    }

    /** Delete this directory in the end. */
    public void add(Path directory) {
        directories.add(directory);
        order("+dir " + directory);
    }

    /** Remove this Docker container in the end. */
    public void addContainer(String id) {
        order("+container " + id);
    }

    /** Remove this Docker network in the end, after the containers. */
    public void addNetwork(String id) {
        order("+network " + id);
    }

    private void order(String order) {
        if (orders == null) {
            return;
        }
        writing.lock();
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new ServerException("the testkit's watchdog has gone", e);
        } finally {
            writing.unlock();
        }
    }

    private void endAll() {
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        directories.forEach(Trees::tryDelete);
    }

    /** Ends the watch; everything has been ended by its owner. */
    @Override
    public void close() {
        if (shell != null && shell.isAlive()) {
            order("done");
            Processes.await(shell, 5);
        }
        if (hook != null) {
            removeHook(hook);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down already.
        }
    }
}
