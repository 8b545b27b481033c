package io.github.understudy.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MySQL from 8.0.30 on. */
public final class MySqlProduct implements Product {

    private static final String USERS = """
            CREATE DATABASE app CHARACTER SET utf8mb4;
            CREATE USER app@'%' IDENTIFIED BY 'app';
            GRANT ALL ON app.* TO app@'%';
            GRANT PROCESS, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO app@'%';
            GRANT SELECT ON performance_schema.* TO app@'%';
            CREATE USER plain@'%' IDENTIFIED BY 'plain';
            GRANT ALL ON app.* TO plain@'%';
            CREATE USER admin@'%' IDENTIFIED BY 'admin';
            GRANT ALL ON *.* TO admin@'%' WITH GRANT OPTION;
            CREATE USER repl@'%' IDENTIFIED BY 'repl';
            GRANT REPLICATION SLAVE ON *.* TO repl@'%';
            """;

    @Override
    public String key() {
        return "mysql";
    }

    @Override
    public String title() {
        return "MySQL";
    }

    @Override
    public List<String> programs() {
        return List.of("mysqld");
    }

    @Override
    public boolean supports(String version) {
        return !version.contains("MariaDB") && Versions.atLeast(version, 8, 0, 30);
    }

    @Override
    public String advice() {
        return "Install MySQL 8.0.30 or later, or unpack it without root: testkit/scripts/unpack-mysql.sh DIR,"
                + " and set UNDERSTUDY_MYSQL_HOME=DIR";
    }

    @Override
    public List<String> options(NodeSettings settings) {
        String readOnly = settings.writable() ? "OFF" : "ON";
        List<String> options = new ArrayList<>(Versions.commonOptions(settings));
        options.addAll(List.of(
                "--super-read-only=" + readOnly,
                "--mysqlx=OFF",
                "--event-scheduler=OFF", // with it, a source with replicas takes 8 s longer to shut down
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--relay-log-recovery=ON",
                "--replica-net-timeout=10",
                "--skip-replica-start"));
        if (settings.semiSync()) {
            options.addAll(List.of(
                    "--plugin-load-add=semisync_source.so;semisync_replica.so",
                    "--loose-rpl-semi-sync-source-enabled=" + (settings.writable() ? "ON" : "OFF"),
                    "--loose-rpl-semi-sync-replica-enabled=ON",
                    "--loose-rpl-semi-sync-source-timeout=3600000"));
        }
        options.addAll(settings.options());
        return options;
    }

    @Override
    public List<String> homeOptions(ServerBinary binary) {
        List<String> options = new ArrayList<>();
        binary.firstOf("share/mysql", "share")
                .ifPresent(share -> options.addAll(
                        List.of("--lc-messages-dir=" + share, "--character-sets-dir=" + share.resolve("charsets"))));
        binary.firstOf("lib/mysql/plugin", "lib64/mysql/plugin", "lib/plugin")
                .ifPresent(plugins -> options.add("--plugin-dir=" + plugins));
        return options;
    }

    @Override
    public List<String> formatOptions() {
        return List.of("--innodb-redo-log-capacity=32M", "--secure-file-priv=");
    }

    @Override
    public String image() {
        return "mysql:9.7";
    }

    @Override
    public String users() {
        return USERS;
    }

    @Override
    public String containerPreparation() {
        return """
                mysqld --no-defaults --user=mysql --initialize-insecure --datadir="$data" \
                  --init-file=/understudy/users.sql %s
                """.formatted(String.join(" ", formatOptions()));
    }

    @Override
    public void prepare(ServerBinary binary, Path data, Path work) {
        Path users = work.resolve("users.sql");
        Path log = work.resolve("initialize.log");
        Texts.write(users, USERS);
        List<String> command = binary.baseCommand();
        command.addAll(List.of(
                "--initialize-insecure",
                "--datadir=" + data,
                "--tmpdir=" + work,
                "--init-file=" + users,
                "--innodb-buffer-pool-size=64M"));
        int exit = Processes.run(command, null, log, 180);
        if (exit != 0) {
            throw new ServerException(
                    "MySQL cannot initialise a data directory (exit code " + exit + "):\n" + Texts.tail(log, 30));
        }
        Trees.tryDelete(data.resolve("auto.cnf"));
    }
}
