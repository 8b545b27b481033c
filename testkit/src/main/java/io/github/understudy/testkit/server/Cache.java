package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A directory in which what takes long is kept for later: {@code ~/.cache/understudy}, or where the system property
 * {@code understudy.testkit.cache} says. Several Java processes may use it at a time. Entries are complete or absent.
 */
public final class Cache {

    private static final long LOOK_AGAIN_NANOS = 100_000_000;

    private final Path home;

    private Cache(Path home) {
        this.home = home;
    }

    /** The cache of this machine's user. */
    public static Cache ofUser() {
        String named = System.getProperty("understudy.testkit.cache");
        return new Cache(
                named == null
                        ? Path.of(System.getProperty("user.home"), ".cache", "understudy")
                        : Path.of(named).toAbsolutePath());
    }

    static Cache in(Path home) {
        return new Cache(home);
    }

    /**
     * The entry of that name; made first if it is missing.
     *
     * @param maker fills the directory it is given, which exists and is empty
     */
    Path entry(String name, Consumer<Path> maker) {
        Path entry = home.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        Texts.directories(home);
        try (FileChannel channel = FileChannel.open(
                        home.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock.isValid() && !Files.isDirectory(entry)) {
                make(entry, maker);
            }
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + entry, e);
        }
    }

    private void make(Path entry, Consumer<Path> maker) throws IOException {
        Path draft = Files.createTempDirectory(home, entry.getFileName() + ".draft");
        try {
            maker.accept(draft);
            Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Trees.tryDelete(draft);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = tryLock(channel);
        while (lock == null) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            lock = tryLock(channel);
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process
        }
    }
}
