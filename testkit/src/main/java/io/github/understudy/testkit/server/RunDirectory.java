package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Where a cluster's servers keep their files: on a RAM disk where there is a roomy one. */
final class RunDirectory {

    private static final Path RAM_DISK = Path.of("/dev/shm");

    private RunDirectory() {}

    /**
     * Makes an empty directory.
     *
     * @param bytes how much will be written into it, about
     */
    static Path create(long bytes) {
        Path parent = hasRoom(RAM_DISK, bytes) ? RAM_DISK : Path.of(System.getProperty("java.io.tmpdir"));
        // Short: a socket's path has room for some hundred characters only.
        Path directory = parent.resolve(
                "understudy-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36));
        try {
            return Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
    }

    private static boolean hasRoom(Path directory, long bytes) {
        try {
            return Files.isDirectory(directory)
                    && Files.isWritable(directory)
                    && Files.getFileStore(directory).getUsableSpace() > 2 * bytes;
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes it with all that is in it. */
    static void delete(Path directory) {
        Trees.delete(directory);
    }
}
