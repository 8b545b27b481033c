package io.github.understudy.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // the stand-ins for servers are shell scripts
class ServerLookupTest {

    private static final String MYSQL = "mysqld  Ver 9.7.4 for Linux on x86_64 (MySQL Community Server)";
    private static final String MARIADB = "mysqld  Ver 11.4.5-MariaDB for linux on x86_64";

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"bin", "sbin", "usr/sbin", "libexec"})
    void findsTheServerInANamedDirectory(String directory) throws IOException {
        Path program = program(directory + "/mysqld", MYSQL);

        ServerBinary found = lookup(new MySqlProduct(), Map.of()).find(home).orElseThrow();

        assertThat(found.program()).isEqualTo(program);
        assertThat(found.version()).isEqualTo("9.7.4");
        assertThat(found.prefix()).isEqualTo(program.resolve("../..").normalize());
        assertThat(found.command()).containsExactly(program.toString());
    }

    @Test
    void findsTheServerThroughTheEnvironment() throws IOException {
        Path program = program("bin/mysqld", MYSQL);
        Map<String, String> environment = Map.of("UNDERSTUDY_MYSQL_HOME", home.toString());

        assertThat(lookup(new MySqlProduct(), environment).find(null))
                .map(ServerBinary::program)
                .contains(program);
    }

    @Test
    void runsUnpackedPackagesByTheirOwnLoader() throws IOException {
        Path program = program("usr/sbin/mysqld", MYSQL);
        Path libraries = Files.createDirectories(home.resolve("usr/lib/x86_64-linux-gnu"));
        Path loader = libraries.resolve("ld-linux-x86-64.so.2");
        script(loader, "shift 2; exec sh \"$@\"");

        ServerBinary found = lookup(new MySqlProduct(), Map.of()).find(home).orElseThrow();

        assertThat(found.command())
                .containsExactly(loader.toString(), "--library-path", libraries.toString(), program.toString());
    }

    @Test
    void findsTheServerOnThePath() throws IOException {
        Path program = program("tools/mariadbd", MARIADB);
        Map<String, String> environment = Map.of("PATH", home.resolve("tools").toString());

        assertThat(lookup(new MariaDbProduct(), environment).find(null))
                .map(ServerBinary::program)
                .contains(program);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void unpacksMariaDbFromTheClassPath() {
        assertThat(EmbeddedMariaDb.find(new MariaDbProduct(), Cache.ofUser(), text -> {}))
                .map(ServerBinary::version)
                .contains("11.4.5");
    }

    @Test
    void tellsWhereItLookedAndWhatToDo() throws IOException {
        program("bin/mysqld", MARIADB);

        assertThatThrownBy(() -> lookup(new MySqlProduct(), Map.of()).find(home))
                .isInstanceOf(ServerNotFoundException.class)
                .hasMessageContaining("No MySQL server")
                .hasMessageContaining(home.resolve("bin/mysqld") + ": not usable: " + MARIADB)
                .hasMessageContaining("unpack-mysql.sh")
                .hasMessageContaining("UNDERSTUDY_MYSQL_HOME");
    }

    @Test
    void refusesVersionsThatAreTooOld() throws IOException {
        program("bin/mysqld", "mysqld  Ver 5.7.44 for Linux on x86_64");

        assertThatThrownBy(() -> lookup(new MySqlProduct(), Map.of()).find(home))
                .isInstanceOf(ServerNotFoundException.class)
                .hasMessageContaining("5.7.44");
    }

    private static ServerLookup lookup(Product product, Map<String, String> environment) {
        return new ServerLookup(product, environment, Cache.ofUser(), text -> {});
    }

    private Path program(String place, String version) throws IOException {
        Path program = home.resolve(place);
        Files.createDirectories(program.resolve("..").normalize());
        script(program, "echo '" + version + "'");
        return program;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
