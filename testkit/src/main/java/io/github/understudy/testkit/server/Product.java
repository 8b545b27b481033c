package io.github.understudy.testkit.server;

import java.nio.file.Path;
import java.util.List;

/** What differs between the servers of MySQL and MariaDB: programs, options, preparation. Stateless. */
public interface Product {

    /** Its name in properties, file names and the like: mysql, mariadb. */
    String key();

    /** Its name for people. */
    String title();

    /** Names of the server program, the best first. */
    List<String> programs();

    /** Whether a program that says this of its version is this product, in a version that the testkit can use. */
    boolean supports(String version);

    /** What a user without any server can do, as an imperative sentence. */
    String advice();

    /** Options that make the server what the settings say, wherever it runs. */
    List<String> options(NodeSettings settings);

    /** Options that leave out GTIDs where that is possible; they win over the others. */
    List<String> withoutGtids();

    /** Options that tell an unpacked server where its own files are. */
    List<String> homeOptions(ServerBinary binary);

    /** Options for sizes and the like that must be the same at preparation and later. */
    List<String> formatOptions();

    /** The official Docker image, with its tag. */
    String image();

    /** Statements that make the testkit's users and the database. */
    String users();

    /**
     * A piece of a POSIX shell script that makes a data directory in {@code $data} as {@link #prepare} does, with the
     * statements in /understudy/users.sql, and the program on the PATH.
     */
    String containerPreparation();

    /**
     * Makes a data directory with the testkit's users.
     *
     * @param data does not exist yet
     * @param work a directory for files that are needed on the way
     */
    void prepare(ServerBinary binary, Path data, Path work);
}
