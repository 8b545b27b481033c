package io.github.understudy.testkit.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a server program: in a directory that the user names, on the PATH, in artifacts on the class path. Remembers
 * where it looked. Used by one thread.
 */
public final class ServerLookup {

    private static final List<String> PROGRAM_DIRECTORIES = List.of("bin", "sbin", "usr/sbin", "usr/bin", "libexec");

    private final Product product;
    private final Map<String, String> environment;
    private final Cache cache;
    private final Consumer<String> progress;
    private final List<String> looked = new ArrayList<>();

    /**
     * @param environment the environment variables
     * @param progress is told of what takes long
     */
    public ServerLookup(Product product, Map<String, String> environment, Cache cache, Consumer<String> progress) {
        this.product = product;
        this.environment = environment;
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * Looks everywhere.
     *
     * @param named a directory that the user names in the program; it, a system property and an environment variable
     *     are binding: where one is given, nothing else is used
     * @throws ServerNotFoundException if a named directory holds no usable server
     */
    public Optional<ServerBinary> find(@Nullable Path named) {
        Optional<Path> home = named == null ? namedOutside() : Optional.of(named);
        if (home.isPresent()) {
            return Optional.of(inHome(home.get()));
        }
        Optional<ServerBinary> onPath = onPath();
        return onPath.isPresent() || !(product instanceof MariaDbProduct) ? onPath : embedded();
    }

    /** Where {@link #find} looked, and what it found there, one place a line. */
    public String looked() {
        return String.join("\n", looked);
    }

    /** The exception for a server that was found nowhere. */
    public ServerNotFoundException notFound() {
        return new ServerNotFoundException(
                "No " + product.title() + " server for the testkit. Looked at:\n" + looked() + "\n" + product.advice()
                        + ", or name the directory of a server with the system property " + property()
                        + " or the environment variable " + variable() + ".");
    }

    /** Notes a place where the caller looked. */
    public void note(String place, String result) {
        looked.add("  - " + place + ": " + result);
    }

    private String property() {
        return "understudy.testkit." + product.key() + ".home";
    }

    private String variable() {
        return "UNDERSTUDY_" + product.key().toUpperCase(Locale.ROOT) + "_HOME";
    }

    private Optional<Path> namedOutside() {
        String property = System.getProperty(property(), "");
        String variable = environment.getOrDefault(variable(), "");
        note("system property " + property(), property.isEmpty() ? "not set" : property);
        if (!property.isEmpty()) {
            return Optional.of(Path.of(property));
        }
        note("environment variable " + variable(), variable.isEmpty() ? "not set" : variable);
        return variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable));
    }

    private ServerBinary inHome(Path home) {
        Path absolute = home.toAbsolutePath().normalize();
        for (String directory : PROGRAM_DIRECTORIES) {
            Optional<ServerBinary> found = inDirectory(absolute.resolve(directory));
            if (found.isPresent()) {
                return found.get();
            }
        }
        note(absolute.toString(), "no usable " + product.title() + " server in " + PROGRAM_DIRECTORIES);
        throw notFound();
    }

    private Optional<ServerBinary> onPath() {
        String path = environment.getOrDefault("PATH", "");
        Optional<ServerBinary> found = Stream.concat(
                        Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(directory -> !directory.isEmpty())
                .distinct()
                .flatMap(directory -> inDirectory(Path.of(directory)).stream())
                .findFirst();
        if (found.isEmpty()) {
            note("PATH and /usr/sbin", "no usable " + String.join(" or ", product.programs()));
        }
        return found;
    }

    private Optional<ServerBinary> inDirectory(Path directory) {
        return product.programs().stream()
                .flatMap(name -> Stream.of(name, name + ".exe"))
                .map(directory::resolve)
                .filter(Files::isExecutable)
                .filter(program -> !Files.isDirectory(program))
                .flatMap(program -> check(program).stream())
                .findFirst();
    }

    private Optional<ServerBinary> check(Path program) {
        Path prefix = program.toAbsolutePath().resolve("../..").normalize();
        ServerBinary unknown = new ServerBinary(product, "", program, prefix);
        List<String> command = unknown.command();
        command.add("--version");
        String version = Processes.output(command);
        if (!product.supports(version)) {
            note(program.toString(), version.isEmpty() ? "does not run" : "not usable: " + version);
            return Optional.empty();
        }
        return Optional.of(new ServerBinary(product, Versions.number(version), program, prefix));
    }

    private Optional<ServerBinary> embedded() {
        Optional<ServerBinary> found = EmbeddedMariaDb.find(product, cache, progress);
        if (found.isEmpty()) {
            note("class path", "no artifact " + EmbeddedMariaDb.artifact());
        }
        return found;
    }
}
