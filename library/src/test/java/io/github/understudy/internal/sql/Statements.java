package io.github.understudy.internal.sql;

import java.util.List;
import java.util.stream.Stream;

/** Statements with what they are, one in a line: the class, then the text; {@code \n} stands for a line break. */
final class Statements {

    record Sample(StatementClass meaning, String sql) {
        static Sample of(String line) {
            int blank = line.indexOf(' ');
            return new Sample(
                    StatementClass.valueOf(line.substring(0, blank)),
                    line.substring(blank).strip().replace("\\n", "\n"));
        }

        @Override
        public String toString() {
            return meaning + " " + sql;
        }
    }

    private Statements() {}

    static List<Sample> all() {
        return Stream.of(
                        Queries.READS,
                        Queries.NOT_READS,
                        Queries.NUMBERS,
                        Queries.BLANKS,
                        Queries.FORMS,
                        WRITES,
                        TRANSACTIONS,
                        SESSIONS,
                        DEFINITIONS,
                        SETTINGS,
                        TABLES)
                .flatMap(String::lines)
                .map(Sample::of)
                .toList();
    }

    private static final String WRITES = """
            DML INSERT INTO t VALUES (1)
            DML INSERT INTO t SELECT * FROM u
            DML INSERT INTO t VALUES (1) RETURNING id
            DML UPDATE t SET a = 1
            DML DELETE FROM t
            DML REPLACE INTO t VALUES (1)
            WRITE CALL p(1)
            WRITE {call p()}
            WRITE { call p(?, ?) }
            WRITE {?= call f(?)}
            WRITE LOAD DATA INFILE 'x' INTO TABLE t
            WRITE DO sleep(1)
            WRITE KILL 7
            WRITE ANALYZE SELECT 1
            WRITE ANALYZE UPDATE t SET a = 1
            WRITE SET GLOBAL max_connections = 1
            WRITE SET @@global.max_connections = 1
            WRITE SET PERSIST max_connections = 1
            WRITE SET GLOBAL autocommit = 0
            WRITE SET STATEMENT max_statement_time = 1 FOR SELECT 1
            QUERY SAVEPOINT a
            QUERY RELEASE SAVEPOINT a
            QUERY ROLLBACK TO a
            QUERY ROLLBACK WORK TO SAVEPOINT a
            WRITE PURGE BINARY LOGS TO 'x'
            WRITE frobnicate
            WRITE ;
            WRITE ?
            WRITE 1
            WRITE /* only a comment */
            WRITE UPDATE t SET a = 'it\\'s'
            """;

    private static final String TRANSACTIONS = """
            BEGIN BEGIN
            BEGIN begin work;
            BEGIN START TRANSACTION
            BEGIN START TRANSACTION READ WRITE
            BEGIN START TRANSACTION WITH CONSISTENT SNAPSHOT
            BEGIN START TRANSACTION /*!40100 WITH CONSISTENT SNAPSHOT */
            BEGIN /* first */ START /* then */ TRANSACTION
            BEGIN_READ_ONLY START TRANSACTION READ ONLY
            BEGIN_READ_ONLY start transaction with consistent snapshot, read only
            COMMIT COMMIT
            COMMIT commit work
            COMMIT COMMIT AND NO CHAIN NO RELEASE
            COMMIT COMMIT RELEASE
            COMMIT_AND_CHAIN COMMIT AND CHAIN
            COMMIT_AND_CHAIN COMMIT WORK AND CHAIN NO RELEASE
            ROLLBACK ROLLBACK
            ROLLBACK ROLLBACK WORK
            ROLLBACK_AND_CHAIN ROLLBACK AND CHAIN
            SET_AUTOCOMMIT_ON SET autocommit = 1
            SET_AUTOCOMMIT_ON set autocommit=ON
            SET_AUTOCOMMIT_ON SET SESSION autocommit = true
            SET_AUTOCOMMIT_ON SET @@session.autocommit := 1
            SET_AUTOCOMMIT_ON SET @@autocommit = 'on'
            SET_AUTOCOMMIT_OFF SET autocommit=0
            SET_AUTOCOMMIT_OFF SET LOCAL autocommit = OFF;
            SET_AUTOCOMMIT_OFF SET @@local.autocommit = FALSE
            SESSION SET autocommit = DEFAULT
            SESSION SET autocommit = ?
            SESSION SET SESSION session_track_gtids = OFF
            SESSION SET @@session_track_system_variables = '*'
            SESSION SET autocommit = 0, @a = 1
            SETTING SET @autocommit = 0
            SESSION SET autocommit = 1 /*! , @a = 1 */
            SESSION XA START 'x'
            SESSION XA COMMIT 'x'
            SESSION COMMIT; BEGIN
            """;

    private static final String SESSIONS = """
            SETTING SET NAMES utf8mb4
            SETTING SET @a = 1
            SETTING SET @global = 1
            SETTING SET sql_mode = ''
            SETTING SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED
            SESSION SET TRANSACTION READ ONLY
            SESSION SET GLOBAL a = 1, SESSION b = 2
            SETTING SET ROLE r
            USE USE db
            SESSION PREPARE s FROM 'SELECT 1'
            SESSION EXECUTE s
            SESSION EXECUTE IMMEDIATE 'SELECT 1'
            SESSION DEALLOCATE PREPARE s
            SESSION DROP PREPARE s
            SESSION LOCK TABLES t WRITE
            SESSION UNLOCK TABLES
            SESSION CREATE TEMPORARY TABLE t (a INT)
            SESSION CREATE OR REPLACE TEMPORARY TABLE t (a INT)
            SESSION DROP TEMPORARY TABLE t
            SESSION SELECT get_lock('a', 1)
            SESSION SELECT GET_LOCK ('a', 1)
            SESSION DO release_lock('a')
            SESSION SELECT release_all_locks()
            SESSION SELECT @a := 1
            SESSION SELECT @a:=a FROM t
            SESSION SELECT a INTO @a FROM t
            SESSION UPDATE t SET a = (@a := @a + 1)
            SESSION CALL p(@out)
            SESSION {call p(@out)}
            SESSION LOAD DATA INFILE 'x' INTO TABLE t (@a) SET a = @a
            QUERY SELECT SQL_CALC_FOUND_ROWS * FROM t LIMIT 1
            SESSION HANDLER t OPEN
            SESSION SELECT 1; SET @a = 1
            SESSION BEGIN NOT ATOMIC SET @a = 1; END
            SESSION IF 1 THEN SELECT 1; END IF
            SESSION /*!40101 SET NAMES utf8 */
            """;

    private static final String DEFINITIONS = """
            IMPLICIT_COMMIT CREATE TABLE t (a INT)
            IMPLICIT_COMMIT CREATE TABLE t SELECT 1
            IMPLICIT_COMMIT CREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (1); SET @a = 1; END
            IMPLICIT_COMMIT CREATE DEFINER = `a`@`%` FUNCTION f() RETURNS INT RETURN 1
            IMPLICIT_COMMIT ALTER TABLE t ADD b INT
            IMPLICIT_COMMIT DROP TABLE t
            IMPLICIT_COMMIT DROP TABLE IF EXISTS t
            IMPLICIT_COMMIT RENAME TABLE t TO u
            IMPLICIT_COMMIT TRUNCATE t
            IMPLICIT_COMMIT TRUNCATE TABLE t
            IMPLICIT_COMMIT GRANT SELECT ON *.* TO a
            IMPLICIT_COMMIT REVOKE SELECT ON *.* FROM a
            IMPLICIT_COMMIT ANALYZE TABLE t
            IMPLICIT_COMMIT OPTIMIZE TABLE t
            IMPLICIT_COMMIT CHECK TABLE t
            IMPLICIT_COMMIT FLUSH TABLES
            IMPLICIT_COMMIT LOAD INDEX INTO CACHE t
            IMPLICIT_COMMIT SET PASSWORD = 'x'
            IMPLICIT_COMMIT SET DEFAULT ROLE r TO u
            IMPLICIT_COMMIT START REPLICA
            IMPLICIT_COMMIT STOP REPLICA
            """;

    private static final String SETTINGS = """
            SETTING SET SESSION sql_mode = 'ANSI'
            SETTING SET LOCAL sql_mode = ANSI
            SETTING SET @@sql_mode := "ANSI"
            SETTING SET @@session.wait_timeout = 100, @@local.x = -1, y = +1.5, @z = 'x'
            SETTING SET @a.b = NULL, @`c` = TRUE, @'d' := 0x41
            SETTING SET foreign_key_checks = OFF;
            SETTING SET time_zone = DEFAULT
            SETTING SET NAMES 'utf8mb4' COLLATE utf8mb4_bin
            SETTING SET NAMES DEFAULT
            SETTING SET NAMES latin1, @a = 1
            SETTING SET CHARACTER SET utf8mb4
            SETTING SET CHARSET 'latin1'
            SETTING SET @a = _utf8mb4'x', @b = X'41'
            SETTING SET LOCAL TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY
            SETTING SET SESSION transaction_isolation = 'SERIALIZABLE'
            SETTING SET @@session.tx_read_only = 1
            SETTING SET ROLE NONE
            SETTING SET ROLE 'r'@'%', s
            SETTING SET ROLE ALL EXCEPT r
            SESSION SET @a = @b
            SESSION SET @a = b
            SESSION SET @a = ?
            SESSION SET @a = 1 + 1
            SESSION SET @a = NOW()
            SESSION SET @a = (SELECT 1)
            SESSION SET @a = CURRENT_USER
            SESSION SET x = CURRENT_TIMESTAMP
            SESSION SET x = UTC_DATE
            SESSION SET x = @@y
            SESSION SET x = CONCAT(@@x, ',y')
            SESSION SET x = 1, GLOBAL y = 2
            SESSION SET x = 1, @@persist.y = 2
            SESSION SET x = 1, autocommit = 0
            SESSION SET transaction_isolation = 'SERIALIZABLE'
            SESSION SET @@transaction_read_only = 1
            SESSION SET gtid_next = 'AUTOMATIC'
            SESSION SET @@session.gtid_domain_id = 1
            SESSION SET insert_id = 1
            SESSION SET last_insert_id = 1
            SESSION SET identity = 1
            SESSION SET `identity` = 1
            SESSION SET sql_log_bin = 0
            SESSION SET @@session.sql_log_bin = 0
            SESSION SET pseudo_thread_id = 1
            SESSION SET rand_seed1 = 1
            SESSION SET timestamp = 1
            SESSION SET wsrep_on = 0
            SESSION SET RESOURCE GROUP g
            SESSION SET x = 1,
            SESSION SET x
            SESSION SET NAMES
            SESSION SET x = 'it\\'s'
            SESSION SET x = 1 /*! , y = 2 */
            SESSION SET x = 1; SET y = 2
            USE USE `db`
            USE USE db;
            SESSION USE db; SELECT 1
            SESSION USE
            """;

    private static final String TABLES = """
            READ WITH x (a, b) AS (SELECT 1, 2), y(c) AS (SELECT 3) SELECT * FROM x, y
            READ SELECT * FROM (SELECT 1, 2) AS d (a, b)
            READ SELECT * FROM (SELECT 1, 2) d(a, b)
            READ SELECT * FROM t, LATERAL (SELECT t.a) AS l
            READ SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (a INT PATH '$', b VARCHAR(9) PATH '$.b')) AS j
            READ SELECT * FROM information_schema.tables
            READ SELECT * FROM `information_schema`.`COLUMNS` WHERE table_name = 'processlist'
            READ SELECT order_status, session_id FROM t
            QUERY SELECT f(a) AS x FROM t
            QUERY SELECT (1) + f(a, b) FROM t
            QUERY SELECT columns (1)
            QUERY SELECT lateral (1)
            QUERY SELECT * FROM performance_schema.threads
            QUERY SELECT * FROM `sys`.`session`
            QUERY SELECT * FROM "mysql"."user"
            QUERY SELECT * FROM mysql . user
            QUERY SELECT * FROM information_schema.processlist
            QUERY SELECT * FROM processlist
            QUERY SELECT * FROM `session_status`
            QUERY SELECT * FROM information_schema.anything_new
            QUERY SELECT * FROM information_schema.innodb_metrics
            QUERY SELECT * FROM user_variables
            QUERY SHOW EVENTS
            QUERY SELECT last_insert_id() FROM t FOR UPDATE
            LOCKING_READ SELECT * FROM t FOR UPDATE WAIT 5
            SESSION SELECT last_insert_id(5)
            SESSION SELECT `get_lock`('a', 1)
            SESSION SELECT 'it\\'s', get_lock('a', 1)
            SESSION INSERT INTO t VALUES ('it\\'s', @a := 1)
            SESSION SELECT 1 /*! INTO @a */
            SESSION EXPLAIN FORMAT=JSON INTO @a SELECT 1
            SESSION CREATE TABLE t SELECT @a := 1
            SESSION FLUSH TABLES WITH READ LOCK
            SESSION FLUSH TABLES t FOR EXPORT
            SESSION FLUSH TABLES WITH READ LOCK AND DISABLE CHECKPOINT
            SESSION FLUSH TABLES t, u WITH READ LOCK AND DISABLE CHECKPOINT;
            SESSION FLUSH TABLES /*! WITH READ LOCK */
            SESSION FLUSH TABLES WITH READ /*! LOCK */
            SESSION CREATE /*!32302 TEMPORARY */ TABLE t (a INT)
            SESSION DROP /*!40005 TEMPORARY */ TABLE IF EXISTS t
            SESSION SELECT 1 INTO /*! @a */
            SESSION SELECT GET_LOCK /*! ('a', 1) */
            SESSION SELECT 1; /*! SET @a = 1 */
            IMPLICIT_COMMIT CREATE TABLE t (a INT) /*!50100 PARTITION BY HASH (a) */
            SESSION USE performance_schema
            SESSION USE `mysql`
            SESSION USE "sys";
            SESSION USE information_schema
            USE USE mysql_backup
            READ SELECT * FROM threads JOIN hosts
            READ SELECT user_summary, setup_objects FROM users, session
            READ SELECT * FROM schema_migrations
            QUERY SELECT * FROM gtid_executed
            QUERY SELECT * FROM slow_log
            QUERY SELECT * FROM `general_log`
            QUERY SELECT * FROM host_summary_by_stages
            QUERY SELECT * FROM x$session
            QUERY SELECT * FROM memory_global_total
            QUERY SELECT * FROM table_io_waits_summary_by_table
            SESSION BACKUP STAGE START
            SESSION LOCK INSTANCE FOR BACKUP
            SESSION a: BEGIN NOT ATOMIC SET @b = 1; END
            """;
}
