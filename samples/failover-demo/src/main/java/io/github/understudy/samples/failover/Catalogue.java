package io.github.understudy.samples.failover;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The shop's tables and what is for sale. */
final class Catalogue {
    static final int PRODUCTS = 400;
    static final int CATEGORIES = 20;
    static final int CUSTOMERS = 500;
    private static final int STOCK = 1_000_000;

    private Catalogue() {}

    static void create(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE products (
                      id INT PRIMARY KEY,
                      category INT NOT NULL,
                      name VARCHAR(60) NOT NULL,
                      price_cents INT NOT NULL,
                      first_stock INT NOT NULL,
                      stock INT NOT NULL,
                      KEY (category))""");
            // An order's id has no unique key here, against good practice: an order written twice must not be
            // hidden by the database's own check, since that is what this demo is to find out.
            statement.execute("""
                    CREATE TABLE orders (
                      id BIGINT AUTO_INCREMENT PRIMARY KEY,
                      order_id CHAR(36) NOT NULL,
                      customer INT NOT NULL,
                      line_count INT NOT NULL,
                      total_cents BIGINT NOT NULL,
                      KEY (order_id),
                      KEY (customer, total_cents))""");
            statement.execute("""
                    CREATE TABLE order_lines (
                      id BIGINT AUTO_INCREMENT PRIMARY KEY,
                      order_id CHAR(36) NOT NULL,
                      product INT NOT NULL,
                      quantity INT NOT NULL,
                      price_cents INT NOT NULL,
                      KEY (order_id))""");
            statement.executeUpdate("INSERT INTO products VALUES " + products());
        }
    }

    private static String products() {
        return IntStream.rangeClosed(1, PRODUCTS)
                .mapToObj(id -> String.format(
                        Locale.ROOT,
                        "(%d, %d, 'Product %d', %d, %d, %d)",
                        id,
                        id % CATEGORIES,
                        id,
                        99 + id * 37 % 5000,
                        STOCK,
                        STOCK))
                .collect(Collectors.joining(", "));
    }
}
