package io.github.understudy.it.conformance;

import io.github.understudy.testkit.Cluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a scenario works with: connections of one side, everything called on them being written down. */
final class Stage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

    private final Tape tape = new Tape();
    private final List<Connection> opened = new ArrayList<>();
    private final Side side;
    private final Cluster cluster;

    Stage(Side side, Cluster cluster) {
        this.side = side;
        this.cluster = cluster;
    }

    Tape tape() {
        return tape;
    }

    Cluster cluster() {
        return cluster;
    }

    /** A new connection. */
    Connection connection() throws SQLException {
        Connection real = side.open();
        opened.add(real);
        return tape.record(Connection.class, real);
    }

    /** A new statement on a new connection. */
    Statement statement() throws SQLException {
        return connection().createStatement();
    }

    /** All rows of a result as one line, and the result is closed. */
    void rows(ResultSet recorded) {
        rows(recorded, Stream::of);
    }

    /** The same for a result whose rows come as the server likes. */
    void anyOrder(ResultSet recorded) {
        rows(recorded, text -> Stream.of(text.split("(?<=;)")).sorted());
    }

    private void rows(ResultSet recorded, Function<String, Stream<String>> order) {
        if (recorded == null) {
            return;
        }
        try (ResultSet rows = (ResultSet) Tape.real(recorded)) {
            String text = order.apply(text(rows)).collect(Collectors.joining());
            tape.called(tape.name(rows) + " rows ", Canonical.text(text));
        } catch (SQLException | RuntimeException e) {
            tape.called("rows", " ! " + Canonical.exception(e));
        }
    }

    private static String text(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                text.append(rows.getString(column)).append(column < columns ? "," : ";");
            }
        }
        return text.toString();
    }

    /** Runs a query and writes its rows down. */
    void query(Connection connection, String sql) throws SQLException {
        Statement statement = connection.createStatement();
        if (statement == null) {
            return;
        }
        rows(statement.executeQuery(sql));
        statement.close();
    }

    void play(Scenario scenario) {
        try {
            scenario.play().on(this);
        } catch (Exception | AssertionError e) {
            tape.note("ended by " + Canonical.exception(e));
        }
    }

    @Override
    public void close() {
        for (Connection connection : opened) {
            try {
                connection.close();
            } catch (SQLException | RuntimeException e) {
                // Connector/J stumbles over prepared statements that were refused; the transcript is complete by now.
                LOG.debug("closing failed", e);
            }
        }
    }
}
