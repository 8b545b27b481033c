package io.github.understudy.it.conformance;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;

/** Statements with parameters. */
final class PreparedScenarios {
    private static final Timestamp MOMENT = Timestamp.valueOf("2024-02-29 12:34:56.789");

    private PreparedScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("parameters of every kind", PreparedScenarios::setters),
                Scenario.of("parameters as objects", PreparedScenarios::objects),
                Scenario.of("streams as parameters", PreparedScenarios::streams),
                Scenario.of("running a prepared statement again", PreparedScenarios::again),
                Scenario.of("metadata of a prepared statement", PreparedScenarios::metaData),
                Scenario.of("a text for a prepared statement", PreparedScenarios::texts),
                Scenario.of("what a prepared statement refuses", PreparedScenarios::refused));
    }

    private static void run(Stage stage, PreparedStatement echo) throws Exception {
        stage.rows(echo.executeQuery());
    }

    private static void setters(Stage stage) throws Exception {
        PreparedStatement echo = stage.connection().prepareStatement("SELECT ?");
        echo.setNull(1, Types.INTEGER);
        run(stage, echo);
        echo.setNull(1, Types.VARCHAR, "VARCHAR");
        run(stage, echo);
        echo.setBoolean(1, true);
        run(stage, echo);
        echo.setByte(1, (byte) 3);
        run(stage, echo);
        echo.setShort(1, (short) 300);
        run(stage, echo);
        echo.setInt(1, 70_000);
        run(stage, echo);
        echo.setLong(1, 5_000_000_000L);
        run(stage, echo);
        echo.setFloat(1, 1.5f);
        run(stage, echo);
        echo.setDouble(1, 2.25);
        run(stage, echo);
        echo.setBigDecimal(1, new BigDecimal("123.4500"));
        run(stage, echo);
        echo.setString(1, "it's \\ \"quoted\" ü€😀");
        run(stage, echo);
        echo.setNString(1, "national");
        run(stage, echo);
        echo.setBytes(1, new byte[] {65, 66, 67});
        run(stage, echo);
        echo.setDate(1, Date.valueOf("2024-02-29"));
        run(stage, echo);
        echo.setTime(1, Time.valueOf("12:34:56"));
        run(stage, echo);
        echo.setTimestamp(1, MOMENT);
        run(stage, echo);
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("GMT+5"));
        PreparedStatement real = (PreparedStatement) Tape.real(echo);
        real.setTimestamp(1, MOMENT, calendar);
        run(stage, echo);
        real.setDate(1, Date.valueOf("2024-02-29"), calendar);
        run(stage, echo);
        real.setTime(1, Time.valueOf("12:34:56"), calendar);
        run(stage, echo);
        echo.setURL(1, new java.net.URL("http://localhost/"));
        run(stage, echo);
        echo.setArray(1, null);
        echo.setRef(1, null);
        echo.setRowId(1, null);
        echo.setSQLXML(1, null);
        run(stage, echo);
        echo.clearParameters();
        run(stage, echo);
    }

    private static void objects(Stage stage) throws Exception {
        Connection connection = stage.connection();
        int number = 0;
        for (Object value : List.of(
                "text",
                7,
                7L,
                (short) 7,
                (byte) 7,
                1.5,
                1.5f,
                true,
                'c',
                new BigDecimal("1.10"),
                new java.math.BigInteger("12345678901234567890"),
                new byte[] {1, 2},
                Date.valueOf("2024-02-29"),
                Time.valueOf("12:34:56"),
                MOMENT,
                LocalDate.of(2024, 2, 29),
                LocalTime.of(12, 34, 56),
                LocalDateTime.of(2024, 2, 29, 12, 34, 56),
                OffsetDateTime.of(2024, 2, 29, 12, 34, 56, 0, ZoneOffset.ofHours(2)),
                ZonedDateTime.of(2024, 2, 29, 12, 34, 56, 0, ZoneOffset.UTC),
                Instant.ofEpochSecond(1_700_000_000),
                new java.util.Date(1_700_000_000_000L),
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                List.of("no such type"))) {
            PreparedStatement echo = echo(connection, ++number);
            echo.setObject(1, value);
            run(stage, echo);
        }
        typed(stage, echo(connection, ++number), "12", Types.INTEGER);
        typed(stage, echo(connection, ++number), "not a number", Types.INTEGER);
        typed(stage, echo(connection, ++number), "x", 4711);
        typed(stage, echo(connection, ++number), LocalDate.of(2024, 2, 29), Types.DATE);
        PreparedStatement echo = echo(connection, ++number);
        echo.setObject(1, null);
        run(stage, echo);
        echo = echo(connection, ++number);
        echo.setObject(1, "12.345", Types.DECIMAL, 2);
        run(stage, echo);
        echo = echo(connection, ++number);
        echo.setObject(1, "12", JDBCType.BIGINT);
        run(stage, echo);
        echo = echo(connection, ++number);
        echo.setObject(1, "12.345", JDBCType.DECIMAL, 1);
        run(stage, echo);
    }

    /**
     * A text of its own for each type. Where the server has prepared a statement and its parameter's type changes, MariaDB
     * answers with what its memory holds (an address, which differs from server to server), and MySQL in the first type,
     * also for the next who uses the cached statement.
     */
    private static PreparedStatement echo(Connection connection, int number) throws Exception {
        return connection.prepareStatement("SELECT ? AS value" + number);
    }

    private static void typed(Stage stage, PreparedStatement echo, Object value, int type) throws Exception {
        echo.setObject(1, value, type);
        run(stage, echo);
    }

    private static void streams(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement insert = connection.prepareStatement("REPLACE INTO document VALUES (?, ?, ?)");
        byte[] bytes = "some bytes".getBytes(StandardCharsets.US_ASCII);
        insert.setInt(1, 2);
        insert.setBinaryStream(2, new ByteArrayInputStream(bytes), 4);
        insert.setCharacterStream(3, new StringReader("some text"), 6);
        insert.executeUpdate();
        insert.setInt(1, 3);
        insert.setBinaryStream(2, new ByteArrayInputStream(bytes));
        insert.setCharacterStream(3, new StringReader("some text"));
        insert.executeUpdate();
        insert.setInt(1, 4);
        insert.setBlob(2, new ByteArrayInputStream(bytes), 5L);
        insert.setClob(3, new StringReader("some text"), 5L);
        insert.executeUpdate();
        insert.setInt(1, 5);
        insert.setBlob(2, new ByteArrayInputStream(bytes));
        insert.setNClob(3, new StringReader("some text"));
        insert.executeUpdate();
        insert.setInt(1, 6);
        insert.setAsciiStream(2, new ByteArrayInputStream(bytes), 3L);
        insert.setNCharacterStream(3, new StringReader("some text"), 3L);
        insert.executeUpdate();
        insert.setInt(1, 7);
        insert.setUnicodeStream(2, new ByteArrayInputStream(bytes), 3);
        insert.setAsciiStream(3, new ByteArrayInputStream(bytes));
        insert.executeUpdate();
        insert.setInt(1, 8);
        insert.setObject(2, new ByteArrayInputStream(bytes));
        insert.setObject(3, new StringReader("some text"));
        insert.addBatch();
        insert.setInt(1, 9);
        insert.setBinaryStream(2, new ByteArrayInputStream(bytes), 2L);
        insert.setNull(3, Types.CLOB);
        insert.addBatch();
        insert.executeBatch();
        stage.query(connection, "SELECT id, HEX(bytes), body FROM document ORDER BY id");
    }

    private static void again(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement select = connection.prepareStatement("SELECT id, name FROM item WHERE id >= ? ORDER BY id");
        select.setInt(1, 2);
        ResultSet first = select.executeQuery();
        first.next();
        first.getStatement();
        stage.rows(select.executeQuery());
        first.isClosed();
        select.setInt(1, 3);
        select.execute();
        stage.rows(select.getResultSet());
        select.getUpdateCount();
        select.getMoreResults();
        select.getUpdateCount();
        select.setMaxRows(1);
        select.setFetchSize(1);
        select.setInt(1, 1);
        stage.rows(select.executeQuery());
        select.getConnection();
        PreparedStatement update = connection.prepareStatement("UPDATE item SET amount = ? WHERE id = ?");
        for (int id = 1; id < 5; id++) {
            update.setInt(1, 100 + id);
            update.setInt(2, id);
            update.executeUpdate();
            update.getUpdateCount();
            update.executeLargeUpdate();
            update.execute();
            update.getResultSet();
        }
        update.close();
        update.close();
        update.isClosed();
        stage.query(connection, "SELECT id, amount FROM item ORDER BY id");
        PreparedStatement call = connection.prepareStatement("CALL two_results()");
        call.execute();
        stage.rows(call.getResultSet());
        call.getMoreResults();
        stage.rows(call.getResultSet());
        call.getMoreResults();
        call.getUpdateCount();
    }

    private static void metaData(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement select =
                connection.prepareStatement("SELECT id, name AS label, amount + ? FROM item WHERE name = ?");
        ResultSetMetaData columns = select.getMetaData();
        if (columns != null) {
            MetaDataScenarios.everything(stage, columns);
        }
        ParameterMetaData parameters = select.getParameterMetaData();
        if (parameters != null) {
            parameters.getParameterCount();
            for (int index = 0; index < 4; index++) {
                parameters.getParameterType(index);
                parameters.getParameterTypeName(index);
                parameters.getParameterClassName(index);
                parameters.getParameterMode(index);
                parameters.getPrecision(index);
                parameters.getScale(index);
                parameters.isNullable(index);
                parameters.isSigned(index);
            }
        }
        connection.prepareStatement("UPDATE item SET amount = ?").getMetaData();
        connection.prepareStatement("SELEC ?");
        connection.prepareStatement("SELECT ? FROM no_such_table").executeQuery();
    }

    private static void texts(Stage stage) throws Exception {
        PreparedStatement select = stage.connection().prepareStatement("SELECT 2");
        select.executeUpdate("UPDATE item SET amount = 1");
        select.execute("SELECT 1");
        select.addBatch("SELECT 1");
        select.execute("SELECT 1", Statement.RETURN_GENERATED_KEYS);
        select.executeQuery("SELECT 1");
    }

    private static void refused(Stage stage) throws Exception {
        Connection connection = stage.connection();
        PreparedStatement select = connection.prepareStatement("SELECT ? , ?", Statement.NO_GENERATED_KEYS);
        select.executeQuery();
        select.setInt(1, 1);
        select.executeQuery();
        select.setInt(0, 1);
        select.setInt(3, 1);
        select.setInt(-1, 1);
        select.setString(17, "x");
        select.setInt(2, 2);
        stage.rows(select.executeQuery());
        select.executeUpdate();
        PreparedStatement update = connection.prepareStatement("UPDATE item SET amount = 5 WHERE id = 1");
        update.executeQuery();
        update.setInt(1, 1);
        update.executeUpdate();
        update.getGeneratedKeys();
    }
}
