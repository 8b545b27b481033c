package io.github.understudy.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            SELECT 1                                     | SELECT ?
            SELECT 1.5, .5, 1e5, 1.5e-3, 0x1F, 0b01, 5.  | SELECT ?, ?, ?, ?, ?, ?, ?
            SELECT -1, +1, -.5, - 1                      | SELECT ?, ?, ?, ?
            SELECT a-1, a - 1, (a)-1, `a` -1             | SELECT a - ?, a - ?, (a) - ?, `a` - ?
            WHERE a = -1 AND b BETWEEN -5 AND -1         | WHERE a = ? AND b BETWEEN ? AND ?
            SELECT 'a', "a", '', 'a''b', "a""b", 'a\\\\' | SELECT ?, ?, ?, ?, ?, ?
            SELECT x'1F', X'1F', b'01', B'1', n'a', N'a' | SELECT ?, ?, ?, ?, ?, ?
            SELECT _utf8'a', _utf8mb4 'a', _latin1 x'41', _binary 0x41 | SELECT ?, ?, ?, ?
            SELECT DATE '2020-01-01', TIMESTAMP'2020-01-01 00:00:00', TIME "1:2" | SELECT DATE ?, TIMESTAMP ?, TIME ?
            SELECT {d '2020-01-01'}                      | SELECT { d ? }
            SELECT now() + INTERVAL 5 DAY                | SELECT now() + INTERVAL ? DAY
            SET @a := 5, @b = 'x'                        | SET @a := ?, @b = ?
            SELECT @@session.time_zone, @a               | SELECT @@session.time_zone, @a
            SELECT NULL, COALESCE(a, NULL) FROM t WHERE b = NULL | SELECT ?, COALESCE(a, ?) FROM t WHERE b = ?
            WHERE a IS NULL OR b IS NOT NULL             | WHERE a IS NULL OR b IS NOT NULL
            CREATE TABLE t (a INT NOT NULL DEFAULT NULL) | CREATE TABLE t(a INT NOT NULL DEFAULT NULL)
            SELECT TRUE, false                           | SELECT TRUE, FALSE
            WHERE id IN (1)                              | WHERE id IN (?)
            WHERE id IN (1, 2,3 , -4, 'x', ?, NULL)      | WHERE id IN (?)
            WHERE (a, b) IN ((1, 2), (3, 4))             | WHERE (a, b) IN ((?, ?))
            WHERE (a, b) IN (ROW(1, 2), (3, 4))          | WHERE (a, b) IN (ROW(?, ?))
            WHERE id IN (SELECT id FROM t WHERE a = 1)   | WHERE id IN (SELECT id FROM t WHERE a = ?)
            WHERE id IN (1, b, now())                    | WHERE id IN (?, b, now())
            INSERT INTO t VALUES (1)                     | INSERT INTO t VALUES (?)
            insert into t (a,b) values (1,'x'),(2,now()) , (3, DEFAULT) | INSERT INTO t(a, b) VALUES (?, ?)
            INSERT INTO t VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE a = VALUES(a), b = VALUES(b) | INSERT INTO t VALUES (?, ?) ON DUPLICATE KEY UPDATE a = VALUES (a), b = VALUES (b)
            VALUES ROW(1, 2), ROW(3, 4) LIMIT 1          | VALUES ROW(?, ?) LIMIT ?
            SELECT * FROM t LIMIT 10, 20                 | SELECT * FROM t LIMIT ?, ?
            SELECT a FROM t LIMIT 5 OFFSET 10;           | SELECT a FROM t LIMIT ? OFFSET ?
            SELECT count( * ),t.* FROM `My Table` AS t   | SELECT count(*), t.* FROM `My Table` AS t
            select A.b  From Orders a wHere a.Group = ?  | SELECT A.b FROM Orders a WHERE a.Group = ?
            SELECT t1.c2, t.1a, 2fa.x FROM 2fa           | SELECT t1.c2, t.1a, 2fa.x FROM 2fa
            a<=1 AND b >= 2 AND c<>3 AND d!=4 AND e<=>5  | A <= ? AND b >= ? AND c <> ? AND d != ? AND e <=> ?
            SELECT a->'$.x', a->>'$.y', a && b, a<<2     | SELECT a -> ?, a ->> ?, a && b, a << ?
            SELECT 1 -- it's secret                      | SELECT ?
            SELECT 1 # it's secret                       | SELECT ?
            SELECT /* 'secret' 7 */ 1                    | SELECT ?
            SELECT /*+ MAX_EXECUTION_TIME(1000) */ a     | SELECT a
            /* understudy: source */ SELECT a            | SELECT a
            {call p(1, ?)}                               | { CALL p(?, ?) }
            call `p`('x')                                | CALL `p`(?)
            commit                                       | COMMIT
            begin; update t set a = 1                    | BEGIN; UPDATE t SET a = ?
            CREATE USER 'u'@'h' IDENTIFIED BY 'pw'       | CREATE USER ? @? IDENTIFIED BY ?
            LOAD DATA INFILE '/tmp/secret' INTO TABLE t  | LOAD DATA INFILE ? INTO TABLE t
            SELECT "id" FROM "orders"                    | SELECT ? FROM ?
            KILL 42                                      | KILL ?
            """)
    void leavesTheFormOfAStatement(String sql, String digest) {
        assertThat(Digest.text(sql)).isEqualTo(digest);
        assertThat(Digest.text(digest)).as("is its own form").isEqualTo(digest);
    }

    /** Depending on the server's settings, the quotes end here or there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            SELECT a FROM t WHERE b = 'it\\'s' AND c = 1 | SELECT a FROM t WHERE b = …
            SELECT 'C:\\', 'secret'                      | SELECT …
            SELECT "x\\" , "secret"                      | SELECT …
            SELECT a /*! , 'secret' */ FROM t            | SELECT a …
            SELECT a /*!50000 , 7 */ FROM t              | SELECT a …
            SELECT a /*M! , 7 */ FROM t                  | SELECT a …
            /*! SET a = 7 */                             | …
            SELECT $$secret$$                            | SELECT …
            SELECT 'secret                               | SELECT …
            SELECT `secret                               | SELECT …
            SELECT 1 /* secret                           | SELECT ? …
            SELECT 0xZZ                                  | SELECT …
            INSERT INTO t VALUES (1, 'a\\'b'), (2, 'c')  | INSERT INTO t VALUES (?, …
            SELECT a FROM t WHERE id IN (1, 'a\\'b', 2)  | SELECT a FROM t WHERE id IN (?, …
            """)
    void endsWhereAServerMayReadItOtherwise(String sql, String digest) {
        assertThat(Digest.text(sql)).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a, b FROM t WHERE c = ? AND d IN (?, ?)",
                "select a,b from t where c=5 and d in (1)",
                "SELECT\n\ta , b\nFROM t\nWHERE c = 'x' AND d IN ( 'y', 'z', 'w' ) ;",
                "SELECT a, b /* why */ FROM t -- who\n WHERE c = -5.0 AND d IN(NULL)",
                "SELECT a, b FROM t WHERE c =_utf8mb4'ü' AND d IN (x'00', b'1')"
            })
    void isTheSameForWhatDiffersInValuesAndSpaceOnly(String sql) {
        assertThat(Digest.text(sql)).isEqualTo("SELECT a, b FROM t WHERE c = ? AND d IN (?)");
    }

    /** Whatever surrounds a value, and whatever is in it: it is gone. */
    @Test
    void keepsNoValue() {
        List<String> quotes = List.of("'%s'", "\"%s\"", "x'%s'", "n'%s'", "_utf8'%s'", "/* %s */ 1", "-- %s\n 1");
        List<String> disguises =
                List.of("7263549", "a 7263549 b", "''7263549", "\\'7263549", "*/7263549", "\"7263549'");
        List<String> frames = List.of(
                "SELECT %s",
                "INSERT INTO t VALUES (%s), (%s)",
                "WHERE a IN (%s, %s)",
                "SET @a = %s, b = %s",
                "UPDATE t SET a = f(%s, %s) WHERE b LIKE %s",
                "CALL p(%s) /* %s */");
        for (String frame : frames) {
            for (String quote : quotes) {
                for (String disguise : disguises) {
                    String sql = frame.replace("%s", quote.replace("%s", disguise));
                    String open = frame.replace("%s", disguise.replace("*/", "").replaceAll("[a b]", ""));
                    assertThat(List.of(Digest.text(sql), Digest.text(open)))
                            .as(sql)
                            .noneMatch(it -> it.contains("7263549"));
                }
            }
        }
    }

    @Test
    void isBoundedAndNeverFails() {
        Random random = new Random(42);
        String pieces = "'\"`\\;@()/*!-#{}.,:=?$ \n\t\0é¥IN VALUES NULL _u x0 1.5e+9 ROW(";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sql = new StringBuilder();
            for (int j = random.nextInt(40); j >= 0; j--) {
                int from = random.nextInt(pieces.length());
                sql.append(pieces, from, Math.min(pieces.length(), from + 1 + random.nextInt(3)));
            }
            assertThat(Digest.text(sql.toString())).hasSizeLessThan(3_000);
        }
    }

    @ParameterizedTest
    @MethodSource("huge")
    void readsHugeTextsInTime(String sql) {
        Assertions.assertTimeout(
                Duration.ofSeconds(10), () -> assertThat(Digest.text(sql)).hasSizeLessThan(3_000));
    }

    static List<String> huge() {
        int times = 100_000;
        return List.of(
                "INSERT INTO t VALUES (1, 'x')" + ", (1, 'x')".repeat(times),
                "SELECT a FROM t WHERE b IN (1" + ", 1".repeat(times) + ")",
                "SELECT " + "a IN (".repeat(times),
                "SELECT " + "VALUES (".repeat(times),
                "SELECT " + "_a ".repeat(times),
                "SELECT " + "- ".repeat(times) + "1",
                "SELECT a IN (" + "(".repeat(times) + "1" + ")".repeat(times) + ")",
                "SELECT `" + "a".repeat(times) + "`");
    }

    @Test
    void hasAnIdOfItsOwn() {
        assertThat(Digest.id("SELECT ?")).hasSize(16).isEqualTo(Digest.id("SELECT ?"));
        assertThat(Digest.id("SELECT a")).isNotEqualTo(Digest.id("SELECT ?"));
    }
}
