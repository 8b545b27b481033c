package io.github.understudy.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process has a TCP connection of this machine, as Linux tells it of one's own processes. */
final class SocketOwners {
    private static final Path TABLE = Path.of("/proc/net/tcp");
    private static final int LOCAL = 1;
    private static final int INODE = 9;

    private SocketOwners() {}

    /** True if the process has the connection that comes from this port of 127.0.0.1. */
    static boolean has(long pid, int port) {
        return inode(port).map(inode -> isOpen(pid, inode)).orElse(false);
    }

    private static Optional<String> inode(int port) {
        String local = String.format(Locale.ROOT, "0100007F:%04X", port);
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > INODE && columns[LOCAL].equals(local))
                    .map(columns -> columns[INODE])
                    .filter(inode -> !inode.equals("0"))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isOpen(long pid, String inode) {
        Path files = Path.of("/proc", Long.toString(pid), "fd");
        try (Stream<Path> open = Files.list(files)) {
            return open.anyMatch(file -> target(file).equals("socket:[" + inode + "]"));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
