package io.github.understudy.samples.failover;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The shop's work with its database: plain JDBC, as if there were one server and it never failed. Each method returns
 * the {@code server_id} of the server that did the work, asked for along the way.
 */
final class Shop {
    /** Discounts, taxes, delivery: what an application does while its transaction is open. */
    private static final long OWN_WORK = TimeUnit.MILLISECONDS.toNanos(10);

    private final DataSource dataSource;

    Shop(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Writes an order in one transaction: the order, its lines, and what is left in stock. */
    int place(Order order) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Map<Integer, Integer> prices = new HashMap<>();
                int server = readPrices(connection, order, prices);
                LockSupport.parkNanos(OWN_WORK);
                insertOrder(connection, order, prices);
                insertLines(connection, order, prices);
                takeFromStock(connection, order);
                connection.commit();
                return server;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    /**
     * Whether an order has been written, asked where it would have been written: at the source, and with a lock, since a
     * lost connection's COMMIT may still be under way there, which a plain read does not see.
     */
    OptionalInt find(String orderId) throws SQLException {
        String sql = "SELECT " + Badge.SERVER + ", COUNT(*) FROM orders WHERE order_id = ? LOCK IN SHARE MODE";
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false); // an autocommitted read might be served by a replica
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, orderId);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    int server = rows.getInt(1);
                    return rows.getInt(2) > 0 ? OptionalInt.of(server) : OptionalInt.empty();
                }
            } finally {
                connection.rollback();
            }
        }
    }

    /** A product page. */
    int showProducts(int category) throws SQLException {
        return read(
                "SELECT " + Badge.SERVER
                        + ", id, name, price_cents, stock FROM products WHERE category = ? ORDER BY id",
                category);
    }

    /** What a customer has ordered so far. */
    int showHistory(int customer) throws SQLException {
        return read(
                "SELECT " + Badge.SERVER + ", COUNT(*), COALESCE(SUM(total_cents), 0) FROM orders WHERE customer = ?",
                customer);
    }

    private int read(String sql, int parameter) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, parameter);
                try (ResultSet rows = statement.executeQuery()) {
                    int server = 0;
                    while (rows.next()) {
                        server = rows.getInt(1);
                    }
                    return server;
                }
            }
        }
    }

    /** Locks the products in the order of their ids, so that two orders never wait for each other in a circle. */
    private static int readPrices(Connection connection, Order order, Map<Integer, Integer> prices)
            throws SQLException {
        String marks = order.lines().stream().map(line -> "?").collect(Collectors.joining(", "));
        String sql = "SELECT " + Badge.SERVER + ", id, price_cents FROM products WHERE id IN (" + marks
                + ") ORDER BY id FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < order.lines().size(); i++) {
                statement.setInt(i + 1, order.lines().get(i).product());
            }
            try (ResultSet rows = statement.executeQuery()) {
                int server = 0;
                while (rows.next()) {
                    server = rows.getInt(1);
                    prices.put(rows.getInt(2), rows.getInt(3));
                }
                return server;
            }
        }
    }

    private static void insertOrder(Connection connection, Order order, Map<Integer, Integer> prices)
            throws SQLException {
        String sql = "INSERT INTO orders (order_id, customer, line_count, total_cents) VALUES (?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, order.id());
            statement.setInt(2, order.customer());
            statement.setInt(3, order.lines().size());
            statement.setLong(4, total(order, prices));
            statement.executeUpdate();
        }
    }

    private static long total(Order order, Map<Integer, Integer> prices) {
        return order.lines().stream()
                .mapToLong(line -> (long) line.quantity() * price(prices, line))
                .sum();
    }

    private static int price(Map<Integer, Integer> prices, Order.Line line) {
        Integer price = prices.get(line.product());
        if (price == null) {
            throw new IllegalStateException("there is no product " + line.product());
        }
        return price;
    }

    private static void insertLines(Connection connection, Order order, Map<Integer, Integer> prices)
            throws SQLException {
        String rows = IntStream.range(0, order.lines().size())
                .mapToObj(i -> "(?, ?, ?, ?)")
                .collect(Collectors.joining(", "));
        String sql = "INSERT INTO order_lines (order_id, product, quantity, price_cents) VALUES " + rows;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Order.Line line : order.lines()) {
                statement.setString(index++, order.id());
                statement.setInt(index++, line.product());
                statement.setInt(index++, line.quantity());
                statement.setInt(index++, price(prices, line));
            }
            statement.executeUpdate();
        }
    }

    private static void takeFromStock(Connection connection, Order order) throws SQLException {
        String sql = "UPDATE products SET stock = stock - ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Order.Line line : order.lines()) {
                statement.setInt(1, line.quantity());
                statement.setInt(2, line.product());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
