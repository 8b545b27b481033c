package io.github.understudy.samples.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table of one row on each server that tells its {@code server_id}, so that a read can say along the way who served it.
 * {@code @@server_id} would tell it, too, but no ordinary shop asks for it, and the library takes a statement with a
 * variable for one that may not be repeated elsewhere.
 */
final class Badge implements AutoCloseable {
    /** Names the server within a query. */
    static final String SERVER = "(SELECT id FROM this_server)";

    /** Each server runs this at its start, as long as it takes writes; nothing of it is replicated. */
    private static final String SQL = """
            SET sql_log_bin = 0;
            CREATE TABLE IF NOT EXISTS app.this_server (id INT PRIMARY KEY);
            DELETE FROM app.this_server;
            INSERT INTO app.this_server SELECT @@server_id;
            """;

    private final Path file;

    private Badge(Path file) {
        this.file = file;
    }

    static Badge make() throws IOException {
        return new Badge(Files.writeString(Files.createTempFile("failover-demo", ".sql"), SQL));
    }

    /** The server's option. */
    String option() {
        return "--init-file=" + file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
