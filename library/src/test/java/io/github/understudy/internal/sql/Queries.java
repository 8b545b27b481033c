package io.github.understudy.internal.sql;

/** The part of {@link Statements} that looks like queries: what is a read, and what only looks like one. */
final class Queries {
    private Queries() {}

    static final String READS = """
            READ SELECT 1
            READ select * from orders where id = ?
            READ   \\n SELECT a, b FROM t -- a comment
            READ SELECT 1;
            READ SELECT 1 ; -- and no more
            READ SELECT 1; /* nor here */ ;
            READ /* hello */ SELECT 1
            READ # hello\\nSELECT 1
            READ -- hello\\nSELECT 1
            READ --\\nSELECT 1
            READ SELECT 1--1
            READ SELECT /*+ MAX_EXECUTION_TIME(1000) */ * FROM t
            READ SELECT 'it''s; delete from t'
            READ SELECT "it""s; delete from t"
            READ SELECT `a;``b` FROM `t`
            READ SELECT '/*! */ -- # ; @x sleep(1) INTO'
            READ SELECT 'a\\\\tb'
            READ SELECT 'a\\\\\\\\'
            READ (SELECT 1)
            READ (SELECT 1) UNION ALL (SELECT 2) ORDER BY 1 LIMIT 1
            READ ((SELECT 1))
            READ SELECT count(*), sum(a), min(b) FROM t GROUP BY c HAVING count(*) > 1
            READ SELECT COUNT(DISTINCT(a)) FROM t
            READ SELECT now(), rand(), curdate(), unix_timestamp()
            READ SELECT CURRENT_TIMESTAMP
            READ SELECT concat(a, ?), coalesce(b, 0), if(a, b, c), ifnull(a, 0) FROM t
            READ SELECT left(a, 1), right(a, 1), replace(a, 'x', 'y'), insert(a, 1, 1, 'z') FROM t
            READ SELECT cast(a AS DECIMAL(10, 2)), cast(b AS CHAR(10)), convert(c, DATETIME(6)) FROM t
            READ SELECT a FROM t WHERE a IN (1, 2) AND (b OR c) AND NOT (d) AND EXISTS (SELECT 1)
            READ SELECT a FROM t WHERE a IN(1)
            READ SELECT a FROM t USE INDEX (i) WHERE a BETWEEN (1) AND (2)
            READ SELECT a FROM t FORCE INDEX FOR JOIN (i)
            READ SELECT a FROM t USE INDEX FOR ORDER BY (i)
            READ SELECT a FROM t PARTITION (p0)
            READ SELECT a FROM t JOIN u USING (id) LEFT JOIN (SELECT 1 AS x) v ON (v.x = t.a)
            READ SELECT row_number() OVER (PARTITION BY a ORDER BY b) FROM t
            READ SELECT rank() OVER w FROM t WINDOW w AS (ORDER BY a)
            READ SELECT substring(a FROM 1 FOR 3), substring(a from 1 for ?) FROM t
            READ SELECT CASE WHEN (a) THEN (b) ELSE (c) END FROM t
            READ SELECT a -> '$.b', a ->> '$.c', json_extract(a, '$.d') FROM t
            READ SELECT group_concat(a ORDER BY b SEPARATOR ',') FROM t
            READ SELECT MATCH (a) AGAINST (? IN BOOLEAN MODE) FROM t
            READ SELECT date_add(a, INTERVAL 1 DAY), extract(YEAR FROM b) FROM t
            READ SELECT {d '2024-01-01'}, {ts '2024-01-01 00:00:00'}, {t '00:00:00'}
            READ SELECT {fn now()}
            READ SELECT * FROM {oj a LEFT OUTER JOIN b ON a.x = b.x}
            READ SELECT _utf8mb4'x', N'y', X'41', 0x41, b'1', 1e5, .5, 1.5e-3
            READ SELECT 1.5, t.1a FROM t
            READ SELECT `sleep` FROM t
            READ SELECT sleep FROM t
            READ SELECT t.name FROM db.t AS t
            READ SELECT größe FROM maße
            READ SELECT * FROM t WHERE a = 'x' COLLATE utf8mb4_bin
            READ SELECT SQL_NO_CACHE HIGH_PRIORITY * FROM t
            READ SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-01'
            READ SELECT database(), schema()
            READ WITH x AS (SELECT 1) SELECT * FROM x
            READ WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x WHERE n < 9) SELECT n FROM x
            READ TABLE t ORDER BY a LIMIT 3
            READ VALUES ROW(1, 2), ROW(3, 4)
            READ SHOW TABLES
            READ SHOW FULL TABLES FROM db LIKE 'a%'
            READ SHOW COLUMNS FROM t
            READ SHOW FULL COLUMNS FROM t
            READ SHOW INDEX FROM t
            READ SHOW CREATE TABLE t
            READ SHOW DATABASES
            READ SHOW TABLE STATUS
            READ SHOW CHARACTER SET
            READ EXPLAIN SELECT * FROM t
            READ EXPLAIN FORMAT=JSON SELECT * FROM t
            READ EXPLAIN EXTENDED SELECT 1
            READ EXPLAIN (SELECT 1)
            READ DESC t
            READ DESCRIBE db.t col
            READ EXPLAIN t 'a%'
            """;

    static final String NOT_READS = """
            LOCKING_READ SELECT * FROM t WHERE id = 1 FOR UPDATE
            LOCKING_READ SELECT * FROM t FOR UPDATE OF t SKIP LOCKED
            LOCKING_READ SELECT * FROM t FOR SHARE NOWAIT
            LOCKING_READ SELECT * FROM t LOCK IN SHARE MODE
            LOCKING_READ (SELECT 1) FOR UPDATE
            LOCKING_READ (SELECT 1 FOR UPDATE) UNION SELECT 2
            LOCKING_READ SELECT 1 FOR/**/UPDATE
            QUERY SELECT f(1) FOR UPDATE
            WRITE SELECT 1 /*! INTO OUTFILE 'x' */
            WRITE SELECT 1 /*!50000 , sleep(1) */
            WRITE SELECT 1 /*M! , f() */
            WRITE SELECT 1 /*M!100000 , f() */
            WRITE SELECT 1 /* never ends
            WRITE SELECT 'never ends
            WRITE SELECT "never ends
            WRITE SELECT `never ends
            QUERY select sleep(1)
            QUERY select f(1)
            QUERY select f (1)
            QUERY select db.f(1)
            QUERY select db.count(1)
            QUERY select db . count(1)
            QUERY select `f`(1)
            QUERY select "f"(1)
            QUERY select `db`.`f`(1)
            QUERY select count (*) from t
            QUERY select count/**/(*) from t
            QUERY select mın(1)
            QUERY SELECT benchmark(1, 1)
            QUERY SELECT last_insert_id()
            QUERY SELECT found_rows()
            QUERY SELECT row_count()
            QUERY SELECT connection_id()
            QUERY SELECT user(), current_user()
            QUERY SELECT uuid()
            QUERY SELECT load_file('/etc/passwd')
            QUERY select nextval(s)
            QUERY SELECT NEXT VALUE FOR s
            QUERY SELECT PREVIOUS VALUE FOR s
            QUERY SELECT s.nextval
            QUERY SELECT setval(s, 1)
            QUERY SELECT default(a) FROM t
            QUERY SELECT @x
            QUERY SELECT @@version
            QUERY SELECT @@session.autocommit
            QUERY SELECT 1 INTO OUTFILE 'x'
            QUERY SELECT a INTO DUMPFILE 'x' FROM t
            QUERY TABLE t INTO OUTFILE 'x'
            WRITE SELECT * FROM t; DELETE FROM t
            WRITE SELECT 1; SELECT 2
            WRITE SELECT "a\\" ; DELETE FROM t -- "
            WRITE SELECT 'a\\' ; DELETE FROM t -- '
            WRITE SELECT 'it\\'s'
            WRITE SELECT 'a¥' ; DELETE FROM t -- '
            WRITE SELECT $$it's$$ ; DELETE FROM t -- '
            WRITE SELECT \\N
            WRITE SELECT 1 \\G
            QUERY WITH x AS (SELECT 1) DELETE FROM t
            QUERY WITH x AS (SELECT 1) UPDATE t SET a = 1
            QUERY WITH x AS (SELECT f()) SELECT * FROM x
            QUERY SELECT * FROM t PROCEDURE ANALYSE()
            QUERY SELECT {call p()}
            QUERY SELECT {fn sleep(1)}
            QUERY SELECT 1 WHERE :a
            QUERY EXPLAIN ANALYZE SELECT 1
            QUERY EXPLAIN DELETE FROM t
            QUERY EXPLAIN FOR CONNECTION 7
            QUERY EXPLAIN SELECT f()
            QUERY EXPLAIN
            QUERY SHOW WARNINGS
            QUERY SHOW ERRORS
            QUERY SHOW COUNT(*) WARNINGS
            QUERY SHOW VARIABLES LIKE 'a%'
            QUERY SHOW STATUS
            QUERY SHOW PROCESSLIST
            QUERY SHOW FULL PROCESSLIST
            QUERY SHOW REPLICA STATUS
            QUERY SHOW TABLES WHERE f(1)
            QUERY SHOW GRANTS
            WRITE ( 1
            """;

    /** Numbers, and what is glued to them: {@code 1abc} is a name, {@code 1e1abc} is a number and a word. */
    static final String NUMBERS = """
            READ SELECT 1, 1.5, 1., .5, 1e1, 1E+1, 1.5e-1, 1.e1, .5e1, 0x1F, 0b01, 0X1F
            READ SELECT 1abc, 1_, 1e, 1eabc, 1$ FROM t
            READ SELECT t.1e1, t.5a, `t`.5INTO, 1a.b FROM t
            READ SELECT 1e1 FROM t WHERE a IN (1) LIMIT 1,1
            READ SELECT 1-1e, 1.5*2, (1.5)/.5, -.5, a-.5 FROM t
            WRITE SELECT 1.5AS FROM t WHERE 0
            QUERY SELECT 1.5 INTO OUTFILE 'f'
            QUERY SELECT 1INTO OUTFILE 'f'
            QUERY SELECT b'1'INTO OUTFILE 'f'
            QUERY SELECT 1e+INTO OUTFILE 'f'
            SESSION SELECT x'1F'INTO @a
            LOCKING_READ SELECT 1.5 FOR SHARE
            WRITE SELECT 1.FROM t
            WRITE SELECT 1.FOR UPDATE
            WRITE SELECT 1.INTO OUTFILE 'x'
            WRITE SELECT v FROM t WHERE v < 1.5INTO OUTFILE 'f'
            WRITE SELECT 1e1INTO OUTFILE 'f'
            WRITE SELECT .5INTO DUMPFILE 'f'
            WRITE SELECT -.5INTO DUMPFILE 'f'
            WRITE SELECT t .5INTO DUMPFILE 'f'
            WRITE SELECT (1).5INTO DUMPFILE 'f'
            WRITE SELECT 1.e1INTO OUTFILE 'f'
            WRITE SELECT 1.e+1INTO OUTFILE 'f'
            WRITE SELECT 1e-1INTO OUTFILE 'f'
            WRITE SELECT 1.5e1INTO OUTFILE 'f'
            WRITE SELECT 1.5.5INTO OUTFILE 'f'
            WRITE SELECT 0x1FINTO OUTFILE 'f'
            WRITE SELECT 0xINTO OUTFILE 'f'
            WRITE SELECT 0b1INTO OUTFILE 'f'
            WRITE SELECT 1.5FOR SHARE
            WRITE SELECT 1e1LOCK IN SHARE MODE
            WRITE SELECT 1.5e FROM t
            WRITE SELECT 1e1é FROM t
            SESSION SELECT 1.5INTO @a
            SESSION SELECT 1e1INTO/**/@b
            SESSION SELECT 1e1INTO @a, @b
            SESSION SELECT 1.5FROM t WHERE get_lock('a', 1)
            WRITE INSERT INTO t VALUES (1.5AND 1)
            SESSION SET @a = 1.5y
            SETTING SET x = 1.5e-3, @a = -.5
            """;

    /** What is neither ASCII nor a letter: a blank to some servers, in some encodings. */
    static final String BLANKS = """
            READ SELECT größe, 名前, имя FROM maße
            READ SELECT ' ', "　", `\u200b` FROM t /* \ufeff */ -- \u0085
            WRITE SELECT v FROM t WHERE k = 1\u00a0FOR\u00a0UPDATE
            WRITE SELECT k\u00a0FOR UPDATE
            SESSION SELECT 1\u00a0INTO\u00a0@c
            SESSION SELECT 1 INTO\u00a0@c
            WRITE SELECT 1\u00a0INTO\u00a0OUTFILE 'f'
            WRITE SELECT\u00a01
            WRITE SELECT 1\u3000FROM t
            WRITE SELECT 1\u2003FROM t
            WRITE SELECT 1\u200bFROM t
            WRITE SELECT 1\u0085FROM t
            WRITE SELECT 1\ufeffFROM t
            WRITE SELECT 1 × 2
            WRITE SELECT 1 --\u00a0a comment
            WRITE SELECT 1 --Ä a comment to some
            SESSION \ufeffSELECT 1
            SESSION SELECT 1;\u00a0SET @a = 1
            SESSION SET @a\u00a0= 1
            """;

    /** Names that are the server's own in one form only. */
    static final String FORMS = """
            READ SELECT id FROM t WHERE MATCH (a, t.b) AGAINST ('x')
            READ SELECT MATCH(a) AGAINST('x' WITH QUERY EXPANSION) FROM t
            READ SELECT POINT(1, abs(2)), LINESTRING(POINT(1, 2), POINT(a, b)), POLYGON(a) FROM t
            READ SELECT GEOMETRYCOLLECTION(a), MULTIPOINT(a), MULTILINESTRING(a), MULTIPOLYGON(a) FROM t
            READ SELECT * FROM t, JSON_TABLE(t.j, '$' COLUMNS (a INT PATH '$.a')) AS j
            QUERY SELECT AGAINST(1)
            QUERY SELECT AGAINST (1)
            QUERY SELECT (1) + AGAINST (1)
            QUERY SELECT match_(a) AGAINST (1)
            QUERY SELECT MATCH (f(a)) AGAINST (1)
            QUERY SELECT POINT()
            QUERY SELECT POINT(1)
            QUERY SELECT POINT((1, 2))
            QUERY SELECT POINT(1, 2, 3)
            QUERY SELECT POINT (1, 2)
            QUERY SELECT POINT(1, 2
            QUERY SELECT LINESTRING(), POLYGON(), MULTIPOINT(), MULTILINESTRING(), MULTIPOLYGON()
            QUERY SELECT POLYGON()
            QUERY SELECT GEOMETRYCOLLECTION()
            QUERY SELECT JSON_TABLE(1)
            QUERY SELECT JSON_TABLE('$' AS COLUMNS)
            QUERY SELECT JSON_TABLE('[]', (SELECT '$' COLUMNS (a INT)))
            QUERY SELECT SQL%ROWCOUNT
            QUERY SELECT SQL % /* of the last */ rowcount
            QUERY SELECT SQL%FOUND, c%NOTFOUND
            QUERY SELECT c%ISOPEN
            READ SELECT sql % 5, a%b FROM t
            """;
}
