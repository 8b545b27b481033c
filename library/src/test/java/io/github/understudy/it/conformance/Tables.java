package io.github.understudy.it.conformance;

import io.github.understudy.testkit.Cluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What the scenarios find in the database. */
final class Tables {
    private static final List<String> ALL = List.of(
            "DROP TABLE IF EXISTS child, item, kinds, document",
            "DROP PROCEDURE IF EXISTS twice",
            "DROP PROCEDURE IF EXISTS doubled",
            "DROP PROCEDURE IF EXISTS two_results",
            "DROP FUNCTION IF EXISTS plus_one",
            "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) UNIQUE, amount INT)",
            "CREATE TABLE child (id BIGINT PRIMARY KEY, item INT, CONSTRAINT of_item FOREIGN KEY (item) REFERENCES item"
                    + " (id))",
            "CREATE TABLE document (id INT PRIMARY KEY, bytes LONGBLOB, body LONGTEXT)",
            "CREATE TABLE kinds (id INT PRIMARY KEY, a_tinyint TINYINT, a_bigint BIGINT, an_unsigned INT UNSIGNED,"
                    + " a_decimal DECIMAL(20,5), a_double DOUBLE, a_bit BIT(8), a_bool BOOLEAN, a_char CHAR(5),"
                    + " a_varchar VARCHAR(50), a_text TEXT, a_binary VARBINARY(20), a_blob BLOB, a_date DATE,"
                    + " a_time TIME, a_datetime DATETIME(3), a_timestamp TIMESTAMP NULL, a_year YEAR,"
                    + " an_enum ENUM('x','y'))",
            "INSERT INTO kinds VALUES (1, 7, 9000000000, 4000000000, 12345.67890, 1.5, b'00000101', TRUE, 'ab',"
                    + " '42', 'long text', x'00ff10', x'cafe', '2024-02-29', '12:34:56', '2024-02-29 12:34:56.789',"
                    + " '2024-02-29 01:02:03', 2024, 'y'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                    + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
            "CREATE PROCEDURE twice(IN given INT, OUT result INT) SET result = 2 * given",
            "CREATE PROCEDURE doubled(INOUT value INT, OUT label VARCHAR(20)) BEGIN SET value = 2 * value; SET label ="
                    + " CONCAT('is ', value); END",
            "CREATE PROCEDURE two_results() BEGIN SELECT 1 AS a UNION SELECT 2; UPDATE item SET amount = 1 WHERE id ="
                    + " 1; SELECT 'x' AS b; END",
            "CREATE FUNCTION plus_one(given INT) RETURNS INT DETERMINISTIC NO SQL RETURN given + 1");

    private static final List<String> ROWS = List.of(
            "DELETE FROM child",
            "DELETE FROM item",
            "ALTER TABLE item AUTO_INCREMENT = 1",
            "INSERT INTO item (name, amount) VALUES ('a', 10), ('b', 20), ('c', NULL)",
            "DELETE FROM document",
            "INSERT INTO document VALUES (1, x'0102030405060708', 'twelve words')");

    private Tables() {}

    /** Makes all of it anew, on every node. */
    static void make(Cluster cluster) throws SQLException {
        execute(cluster, ALL);
    }

    /** Brings back the rows that scenarios change. */
    static void fill(Cluster cluster) throws SQLException {
        execute(cluster, ROWS);
        cluster.awaitCaughtUp(Duration.ofSeconds(30));
    }

    private static void execute(Cluster cluster, List<String> texts) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://" + cluster.source().address() + "/" + cluster.database()
                                + "?sslMode=disable&allowPublicKeyRetrieval=true",
                        cluster.user(),
                        cluster.password());
                Statement statement = connection.createStatement()) {
            for (String sql : texts) {
                statement.execute(sql);
            }
        }
    }
}
