package io.github.understudy.it.orders;

import io.github.understudy.testkit.TestNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The table of orders: nothing in it keeps an order from being there twice. */
public final class Orders {
    private final DataSource dataSource;
    private final String table;

    public Orders(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.table = table;
    }

    /** The statements that make the table anew. */
    public static List<String> definition(String table) {
        return List.of(
                "DROP TABLE IF EXISTS " + table,
                "CREATE TABLE " + table + " (line BIGINT PRIMARY KEY AUTO_INCREMENT, id INT NOT NULL,"
                        + " part INT NOT NULL, parts INT NOT NULL, KEY (id))");
    }

    /** An order of one line, in autocommit mode. */
    public void writeAlone(int id, Runnable acknowledged) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = insert(connection)) {
            line(insert, id, 1, 1);
            acknowledged.run();
        }
    }

    /** An order of two lines, in a transaction. */
    public void writeTogether(int id, Runnable acknowledged) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = insert(connection)) {
                line(insert, id, 1, 2);
                line(insert, id, 2, 2);
            }
            connection.commit();
            acknowledged.run();
        }
    }

    private PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement("INSERT INTO " + table + " (id, part, parts) VALUES (?, ?, ?)");
    }

    private static void line(PreparedStatement insert, int id, int part, int parts) throws SQLException {
        insert.setInt(1, id);
        insert.setInt(2, part);
        insert.setInt(3, parts);
        insert.executeUpdate();
    }

    /** Looks for an order as anybody would. */
    public void read(int id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE id = ?")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
            }
        }
    }

    /** One order as a server has it. */
    public record Found(int id, int lines, int differentLines, int wanted) {
        boolean whole() {
            return lines == wanted && differentLines == wanted;
        }
    }

    /** What a server has, asked past the library and the proxies. */
    public static List<Found> on(TestNode node, String table) {
        List<Found> found = new ArrayList<>();
        node.rows("SELECT id, COUNT(*) n, COUNT(DISTINCT part) d, MAX(parts) w FROM app." + table + " GROUP BY id")
                .forEach(row -> found.add(new Found(
                        Integer.parseInt(row.get("id")),
                        Integer.parseInt(row.get("n")),
                        Integer.parseInt(row.get("d")),
                        Integer.parseInt(row.get("w")))));
        return found;
    }

    public static Set<Integer> idsOn(TestNode node, String table) {
        return on(node, table).stream().map(Found::id).collect(Collectors.toSet());
    }
}
