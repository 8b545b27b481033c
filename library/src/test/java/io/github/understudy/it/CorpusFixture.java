package io.github.understudy.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.TestNode;
import java.util.List;

/** The tables, views and routines that the corpus uses, and how the traces of a statement are looked for. */
final class CorpusFixture {
    private static final List<String> ALL = List.of(
            "DROP TABLE IF EXISTS app.t, app.u, app.log, app.items",
            "CREATE TABLE app.t (id INT PRIMARY KEY AUTO_INCREMENT, a INT, b VARCHAR(40), c DATETIME, d DECIMAL(10, 2),"
                    + " j JSON, KEY (a), FULLTEXT (b))",
            "CREATE TABLE app.u (id INT PRIMARY KEY AUTO_INCREMENT, t_id INT, name VARCHAR(40), KEY (t_id))",
            "CREATE TABLE app.log (id INT PRIMARY KEY AUTO_INCREMENT, text VARCHAR(40))",
            "CREATE TABLE app.items (id INT PRIMARY KEY, parent INT, name VARCHAR(40))",
            "INSERT INTO app.t (a, b, c, d, j) VALUES (1, 'one', '2024-01-01', 1.5, '{\"k\": 1}'),"
                    + " (2, 'two', '2024-02-01', 2.5, '{\"k\": 2}'), (3, 'three', '2024-03-01', 3.5, '{\"k\": [1, 2]}')",
            "INSERT INTO app.u (t_id, name) VALUES (1, 'x'), (1, 'y'), (2, 'z')",
            "INSERT INTO app.items VALUES (1, NULL, 'root'), (2, 1, 'left'), (3, 1, 'right')",
            "CREATE OR REPLACE VIEW app.v AS SELECT id, a, b FROM app.t",
            "DROP FUNCTION IF EXISTS app.f_write",
            "CREATE FUNCTION app.f_write() RETURNS INT MODIFIES SQL DATA BEGIN"
                    + " INSERT INTO app.log (text) VALUES ('f'); RETURN 1; END",
            "DROP FUNCTION IF EXISTS app.f_variable",
            "CREATE FUNCTION app.f_variable() RETURNS INT NO SQL BEGIN SET @f = 1; RETURN 1; END",
            "DROP FUNCTION IF EXISTS app.f_session",
            "CREATE FUNCTION app.f_session() RETURNS INT READS SQL DATA RETURN @a",
            "DROP FUNCTION IF EXISTS app.f_pure",
            "CREATE FUNCTION app.f_pure(x INT) RETURNS INT DETERMINISTIC RETURN x + 1",
            "DROP PROCEDURE IF EXISTS app.p_write",
            "CREATE PROCEDURE app.p_write() INSERT INTO app.log (text) VALUES ('p')",
            "DROP PROCEDURE IF EXISTS app.p_read",
            "CREATE PROCEDURE app.p_read() SELECT COUNT(*) FROM app.t",
            "DROP PROCEDURE IF EXISTS app.p_variable",
            "CREATE PROCEDURE app.p_variable() SET @p = 1",
            "DROP PROCEDURE IF EXISTS app.p_out",
            "CREATE PROCEDURE app.p_out(OUT x INT) SET x = 1",
            "DROP PROCEDURE IF EXISTS app.p_temporary",
            "CREATE PROCEDURE app.p_temporary() CREATE TEMPORARY TABLE app.tmp_corpus (a INT)",
            "CREATE OR REPLACE VIEW app.v_writes AS SELECT app.f_write() AS x");

    /** MariaDB takes these names for its own in one form only. */
    private static final List<String> NAMESAKES = List.of("AGAINST", "JSON_TABLE", "POINT");

    private CorpusFixture() {}

    static void create(Cluster cluster) {
        TestNode source = cluster.source();
        // each server asks anew whether it may have functions that write
        cluster.nodes().forEach(node -> node.execute("SET GLOBAL log_bin_trust_function_creators = 1"));
        ALL.forEach(source::execute);
        if (cluster.flavor() == ServerFlavor.MARIADB) {
            source.execute("CREATE OR REPLACE SEQUENCE app.s");
            NAMESAKES.forEach(
                    name -> source.execute(
                            "CREATE OR REPLACE FUNCTION app." + name
                                    + "(x INT) RETURNS INT MODIFIES SQL DATA BEGIN INSERT INTO app.log (text) VALUES ('n'); RETURN 1; END"));
            source.execute(
                    "CREATE OR REPLACE FUNCTION app.POLYGON() RETURNS INT NO SQL BEGIN SET @f = 1; RETURN 1; END");
        }
    }

    /** Some change the session, so their order matters; the session is not used any more after them. */
    static List<String> probes(ServerFlavor flavor) {
        String userVariables = flavor == ServerFlavor.MARIADB
                ? "SELECT variable_name, variable_value FROM information_schema.user_variables ORDER BY 1"
                : "SELECT 1";
        return List.of(
                userVariables,
                "SHOW SESSION VARIABLES WHERE variable_name NOT IN ('timestamp', 'pseudo_thread_id', 'warning_count',"
                        + " 'error_count', 'rand_seed1', 'rand_seed2', 'last_gtid') AND variable_name NOT LIKE 'gtid\\_%'"
                        + " AND variable_name NOT LIKE 'innodb%' AND variable_name NOT LIKE 'statement_id'",
                "SELECT DATABASE(), CURRENT_ROLE()",
                "SELECT IS_USED_LOCK('corpus') = CONNECTION_ID()",
                "SELECT 1 FROM app.u LIMIT 0",
                "SELECT 1 FROM app.tmp_corpus LIMIT 0",
                "HANDLER t CLOSE",
                "DEALLOCATE PREPARE corpus_statement");
    }
}
