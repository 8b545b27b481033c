package io.github.understudy.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.sql.Statements.Sample;
import io.github.understudy.route.RouteHint;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementClassifierTest {
    private static final String SNIPPETS = "'\"`\\;@()/*!-#{}.,:=?$ \n\t\0é¥";

    private final StatementClassifier classifier = new StatementClassifier();

    @ParameterizedTest
    @MethodSource("samples")
    void tellsWhatAStatementDoes(Sample sample) {
        assertThat(classifier.classify(sample.sql()).kind()).isEqualTo(sample.meaning());
        assertThat(classifier.classify(sample.sql()).kind()).as("from memory").isEqualTo(sample.meaning());
    }

    static List<Sample> samples() {
        return Statements.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void caresForNoCase(Sample sample) {
        if (sample.sql().indexOf('ı') < 0) {
            assertThat(classifier.classify(Tokens.upperCase(sample.sql())).kind())
                    .isEqualTo(sample.meaning());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\n", "\0", "(", ")", "/", "/*", "/*!", "*/", "-", "--", "#", "'", "\"", "`", "@", "{", "\\",
                "$"
            })
    void takesNothingForARead(String sql) {
        assertThat(classifier.classify(sql).kind()).isIn(StatementClass.WRITE, StatementClass.SESSION);
    }

    @Test
    void takesTheUsersWordForMoreFunctions() {
        StatementClassifier knowing = new StatementClassifier(Set.of("bin_to_uuid"));
        assertThat(knowing.classify("SELECT BIN_TO_UUID(id) FROM t").kind()).isEqualTo(StatementClass.READ);
        assertThat(knowing.classify("SELECT db.BIN_TO_UUID(id) FROM t").kind()).isEqualTo(StatementClass.QUERY);
        assertThat(classifier.classify("SELECT BIN_TO_UUID(id) FROM t").kind()).isEqualTo(StatementClass.QUERY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "LAST_WRITE | SELECT LAST_INSERT_ID()",
                "LAST_WRITE | SELECT last_insert_id ( ) + 1 FROM t",
                "LAST_WRITE | INSERT INTO t VALUES (LAST_INSERT_ID())",
                "LAST_WRITE | INSERT INTO t VALUES ('it\\'s', LAST_INSERT_ID())",
                "LAST_WRITE | SELECT @@identity",
                "LAST_WRITE | SELECT @@session.last_insert_id",
                "LAST_WRITE | SELECT @@`identity`",
                "LAST_WRITE | SELECT @@last_gtid",
                "LAST_WRITE | SELECT LASTVAL(s)",
                "LAST_WRITE | SELECT PREVIOUS VALUE FOR s",
                "NONE | UPDATE t SET id = LAST_INSERT_ID(id + 1)",
                "NONE | SELECT 'LAST_INSERT_ID()'",
                "NONE | SELECT identity, t.identity FROM t",
                "NONE | SELECT @identity",
                "NONE | CREATE PROCEDURE p() SELECT LAST_INSERT_ID()",
                "PREVIOUS | SELECT FOUND_ROWS()",
                "PREVIOUS | SELECT row_count()",
                "PREVIOUS | SELECT LAST_INSERT_ID(), ROW_COUNT()",
                "PREVIOUS | SELECT ROW_COUNT(), LAST_INSERT_ID()",
                "PREVIOUS | SHOW WARNINGS LIMIT 1",
                "PREVIOUS | SHOW ERRORS",
                "PREVIOUS | SHOW COUNT(*) WARNINGS",
                "PREVIOUS | SHOW PROFILES",
                "PREVIOUS | SHOW PROFILE FOR QUERY 1",
                "PREVIOUS | SELECT @@warning_count",
                "PREVIOUS | SELECT @@session.error_count",
                "PREVIOUS | GET DIAGNOSTICS @a = NUMBER",
                "PREVIOUS | SELECT `ROW_COUNT` ( )",
                "PREVIOUS | SELECT 'it\\'s', ROW_COUNT()",
                "PREVIOUS | SELECT ROW_COUNT/*! () */",
                "PREVIOUS | SELECT SQL%ROWCOUNT",
                "PREVIOUS | SELECT * FROM information_schema.profiling",
                "PREVIOUS | SELECT * FROM `INFORMATION_SCHEMA` . `OPTIMIZER_TRACE`",
                "PREVIOUS | SELECT * FROM profiling",
                "PREVIOUS | SELECT * FROM (profiling)",
                "PREVIOUS | SELECT 1 FROM {oj profiling LEFT JOIN t ON 1}",
                "PREVIOUS | SELECT 1 FROM t JOIN profiling",
                "PREVIOUS | SELECT 1 FROM (SELECT 1, 2) t, u JOIN v ON (a = b), optimizer_trace",
                "PREVIOUS | SELECT 'it\\'s' FROM profiling",
                "PREVIOUS | TABLE profiling",
                "LAST_WRITE | SELECT s.currval",
                "LAST_WRITE | SELECT 'it\\'s', LASTVAL(s)",
                "NONE | UPDATE keyed SET profiling = 5",
                "NONE | UPDATE keyed SET t = 'it\\'s', profiling = 5",
                "NONE | UPDATE keyed SET t = 'it\\'s', row_count = 5, x = (1)",
                "NONE | SELECT profiling FROM keyed",
                "NONE | SELECT a, profiling, optimizer_trace FROM keyed ORDER BY a DESC, profiling",
                "NONE | SELECT f(a, profiling), k.profiling FROM keyed k WHERE x IN (1, profiling)",
                "NONE | INSERT INTO t (a, profiling) VALUES (1, profiling)",
                "NONE | DROP TABLE profiling",
                "NONE | SET SESSION optimizer_trace='enabled=on'",
                "NONE | SELECT row_count, found_rows FROM t",
                "NONE | INSERT INTO row_count (a) VALUES (1)",
                "NONE | SELECT lastval, currval, rowcount, warning_count FROM t",
                "NONE | SELECT previous, value FROM t",
                "NONE | SELECT a % rowcount FROM t",
                "NONE | SHOW TABLES",
                "NONE | SELECT 1"
            })
    void tellsWhichEarlierStatementAnAnswerDependsOn(Classification.Dependence dependence, String sql) {
        assertThat(classifier.classify(sql).dependence()).isEqualTo(dependence);
    }

    @Test
    void takesHintsFromComments() {
        RouteHint replica = RouteHint.parse("replica max-lag=2s");
        assertThat(hint("/* understudy: replica max-lag=2s */ SELECT 1")).isEqualTo(replica);
        assertThat(hint("/*understudy:replica max-lag=2s*/ SELECT 1")).isEqualTo(replica);
        assertThat(hint("SELECT 1 -- UNDERSTUDY: replica max-lag=2s")).isEqualTo(replica);
        assertThat(hint("# understudy: replica max-lag=2s\nSELECT 1")).isEqualTo(replica);
        assertThat(hint("-- understudy: source\nSELECT 1")).isEqualTo(RouteHint.SOURCE);
        assertThat(hint("/* other */ SELECT 1 /* understudy: group=reporting */ /* understudy: source */"))
                .isEqualTo(RouteHint.parse("group=reporting"));
        assertThat(hint("/* understudy: replica, please */ SELECT 1")).isEqualTo(RouteHint.SOURCE);
        assertThat(hint("/* understudy: */ SELECT 1")).isEqualTo(RouteHint.SOURCE);
        assertThat(hint("SELECT '/* understudy: source */'")).isNull();
        assertThat(hint("/* the understudy: source */ SELECT 1")).isNull();
        assertThat(hint("/*+ understudy: source */ SELECT 1")).isNull();
        assertThat(hint("SELECT 1 /*! understudy: source */")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "-",
            value = {
                "@request | SET @request = 17",
                "@request | set @Request := 'x';",
                "@request | SET @`REQUEST` = NULL",
                "@a.b | SET @a.b = 1",
                "session sql_mode | SET sql_mode = ''",
                "session sql_mode | SET SESSION sql_mode = ANSI",
                "session sql_mode | SET @@LOCAL.`sql_mode` = 'ANSI,TRADITIONAL'",
                "session sql_mode | SET @@sql_mode := \"ANSI\"",
                "session character_set_results | SET character_set_results = NULL",
                "session transaction_isolation | SET SESSION transaction_isolation = 'SERIALIZABLE'",
                "- | SET @a = 1, @b = 2",
                "- | SET @a = 1, @a = 2",
                "- | SET @é = 1",
                "- | SET @`a ` = 1",
                "- | SET @`a``b` = 1",
                "- | SET optimizer_switch = 'mrr=on'",
                "- | SET collation_connection = utf8mb4_bin",
                "- | SET NAMES utf8mb4",
                "- | SET CHARACTER SET utf8mb4",
                "- | SET ROLE r",
                "- | SET SESSION TRANSACTION READ ONLY",
                "- | SET @a = @b",
                "- | SET GLOBAL x = 1",
                "- | SET autocommit = 0",
                "- | SET timestamp = 1",
                "- | SET @a = 1; SET @b = 2",
                "- | SELECT 1"
            })
    void tellsWhichVariableASettingSets(@Nullable String setting, String sql) {
        assertThat(classifier.classify(sql).setting()).isEqualTo(setting);
    }

    @Test
    void knowsTheSchemasOfServers() {
        assertThat(StatementClassifier.isServersOwn("Performance_Schema")).isTrue();
        assertThat(StatementClassifier.isServersOwn("shop")).isFalse();
    }

    private @Nullable RouteHint hint(String sql) {
        return classifier.classify(sql).hint();
    }

    @Test
    void goesOnWhenItsMemoryIsFull() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(classifier.classify("SELECT " + i).kind()).isEqualTo(StatementClass.READ);
        }
        String longText = "INSERT INTO t VALUES (" + "1, ".repeat(100_000) + "1)";
        assertThat(classifier.classify(longText).kind()).isEqualTo(StatementClass.DML);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20_261_121})
    void neverThrows(long seed) {
        Random random = new Random(seed);
        List<Sample> samples = samples();
        StatementReader reader = new StatementReader(new QueryRules(new KnownFunctions(Set.of())));
        for (int round = 0; round < 100_000; round++) {
            String sql = mutated(samples.get(random.nextInt(samples.size())).sql(), samples, random);
            assertThat(reader.read(sql)).as("seed %s: %s", seed, sql).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42})
    void neverTakesATextWithASecondStatementForARead(long seed) {
        Random random = new Random(seed);
        List<Sample> samples = samples();
        for (int round = 0; round < 50_000; round++) {
            String sql = mutated(samples.get(random.nextInt(samples.size())).sql(), samples, random);
            // where the mutated text leaves a quote or a comment open, it is no read either
            String context = "seed " + seed + ": " + sql;
            if (classifier.classify(sql).kind() == StatementClass.READ) {
                assertThat(classifier.classify(sql + "\n; DELETE FROM t").kind())
                        .as(context)
                        .isNotEqualTo(StatementClass.READ);
                assertThat(classifier.classify(sql + "\n INTO OUTFILE 'x'").kind())
                        .as(context)
                        .isNotEqualTo(StatementClass.READ);
                assertThat(classifier.classify(sql + "\n UNION SELECT f(1)").kind())
                        .as(context)
                        .isNotEqualTo(StatementClass.READ);
            }
        }
    }

    private static String mutated(String sql, List<Sample> samples, Random random) {
        StringBuilder text = new StringBuilder(sql);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, SNIPPETS.charAt(random.nextInt(SNIPPETS.length())));
                case 1 -> text.delete(at, to);
                case 2 -> text.insert(at, text.substring(at, to));
                default -> {
                    String other = samples.get(random.nextInt(samples.size())).sql();
                    text.insert(at, other.substring(random.nextInt(other.length())));
                }
            }
        }
        return text.toString();
    }
}
