package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports on 127.0.0.1 that nobody else gets until they are given back: neither another Java process with a testkit (a
 * locked file per port says so) nor an outgoing connection (they lie below the range that operating systems take those
 * from). So a port that is closed for a while can be opened again. Safe for use by several threads.
 */
public final class Ports implements AutoCloseable {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 30_000;
    private static final int ATTEMPTS = 2_000;

    private final List<Lock> locks = new ArrayList<>();

    /**
     * Takes a free port.
     *
     * @throws ServerException if none is found
     */
    public int take() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            Lock lock = lock(port);
            if (lock != null) {
                if (isFree(port)) {
                    keep(lock);
                    return port;
                }
                lock.release();
            }
        }
        throw new ServerException("no free port between " + LOWEST + " and " + HIGHEST + " on 127.0.0.1");
    }

    private synchronized void keep(Lock lock) {
        locks.add(lock);
    }

    private static @Nullable Lock lock(int port) {
        try {
            Path directory = Files.createDirectories(Path.of(
                    System.getProperty("java.io.tmpdir"), "understudy-ports-" + System.getProperty("user.name")));
            Path file = directory.resolve(Integer.toString(port));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return new Lock(file, channel);
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // taken by this very process
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private record Lock(Path file, FileChannel channel) {

        void release() {
            try {
                Files.deleteIfExists(file);
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Gives all ports back. */
    @Override
    public synchronized void close() {
        locks.forEach(Lock::release);
        locks.clear();
    }
}
