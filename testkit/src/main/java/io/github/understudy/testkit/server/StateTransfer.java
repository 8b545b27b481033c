package io.github.understudy.testkit.server;

import java.nio.file.Path;

/** The program by which Galera servers of one machine copy their data. Also an incremental transfer runs it. */
final class StateTransfer {
    static final String METHOD = "understudy";

    private static final String SCRIPT = """
            #!/bin/sh
            while [ $# -gt 0 ]; do
              case $1 in
                --role) role=$2; shift;; --address) address=$2; shift;; --datadir) data=${2%/}; shift;;
                --gtid) gtid=$2; shift;; --gtid-domain-id) domain=$2; shift;; --parent) parent=$2; shift;;
                --bypass) bypass=1;; --mysqld-args) break;;
              esac
              shift
            done
            if [ "$role" = joiner ]; then
              rm -f "$data/sst.done"
              echo "ready $address/$data"
              until [ -f "$data/sst.done" ]; do kill -0 "$parent" || exit 32; sleep 0.02; done
              cat "$data/sst.done"
              rm -f "$data/sst.done"
              exit 0
            fi
            to=${address#*/}
            if [ -z "$bypass" ]; then
              rm -f "$data/tables_flushed"
              echo 'flush tables'
              until [ -s "$data/tables_flushed" ]; do sleep 0.02; done
              gtid=$(cut -d' ' -f1 "$data/tables_flushed")
              find "$to" -mindepth 1 ! -name galera.cache ! -name 'g*state.dat' -delete
              tar -C "$data" -c --exclude=./galera.cache --exclude='./g*state.dat' --exclude=./tables_flushed \
                --exclude=./ibtmp1 . | tar -C "$to" -x
              rm -f "$data/tables_flushed"
            fi
            echo continue
            echo "$gtid ${domain:-0}" >"$to/sst.tmp"
            mv "$to/sst.tmp" "$to/sst.done"
            echo "done $gtid"
            """;

    private StateTransfer() {}

    /** Puts the program into a directory, which has to be on the servers' PATH. */
    static Path installIn(Path directory) {
        Path programs = Texts.directories(directory.resolve("programs"));
        Path script = programs.resolve("wsrep_sst_" + METHOD);
        Texts.write(script, SCRIPT);
        if (!script.toFile().setExecutable(true)) {
            throw new ServerException("cannot make " + script + " executable");
        }
        return programs;
    }
}
