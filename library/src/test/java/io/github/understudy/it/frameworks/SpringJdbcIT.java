package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A shop on Spring's {@code JdbcTemplate}. */
@ClusterTest(replicas = 2, semiSync = true)
class SpringJdbcIT {
    private static final String ADD = "INSERT INTO customer (email, name, city) VALUES (?, ?, ?)";

    private final Cluster cluster;
    private Shop shop;
    private JdbcTemplate jdbc;
    private JdbcClient client;
    private TransactionTemplate transactions;

    SpringJdbcIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(cluster, "spring-jdbc");
        jdbc = new JdbcTemplate(shop.dataSource);
        client = JdbcClient.create(jdbc);
        transactions = new TransactionTemplate(new JdbcTransactionManager(shop.dataSource));
        transactions.executeWithoutResult(status -> fill());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void fill() {
        jdbc.batchUpdate(
                "INSERT INTO product (sku, name, price, stock) VALUES (?, ?, ?, ?)",
                List.of(new Object[] {"pen", "Pen", "1.50", 1000}, new Object[] {"book", "Book", "12.00", 1000}));
        for (int i = 0; i < 6; i++) {
            long order = order("c" + i + "@example.org", i % 2 == 0 ? "Bern" : "Graz");
            jdbc.update(
                    "INSERT INTO order_line (order_id, product_id, quantity, price)"
                            + " SELECT ?, id, ?, price FROM product",
                    order,
                    i + 1);
        }
    }

    private long order(String email, String city) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        client.sql("INSERT INTO customer (email, name, city) VALUES (:email, :name, :city)")
                .param("email", email)
                .param("name", "Name of " + email)
                .param("city", city)
                .update(key);
        return new SimpleJdbcInsert(jdbc)
                .withTableName("orders")
                .usingColumns("customer_id", "status", "placed")
                .usingGeneratedKeyColumns("id")
                .executeAndReturnKey(Map.of(
                        "customer_id",
                        key.getKey(),
                        "status",
                        "NEW",
                        "placed",
                        java.time.LocalDateTime.of(2026, 11, 21, 9, 0)))
                .longValue();
    }

    @Test
    void answersEveryQuery() {
        SqlQueries.ALL
                .lines()
                .forEach(sql -> assertThat(jdbc.queryForList(sql)).as(sql).isNotEmpty());
    }

    @Test
    void readsWhatItWroteAtOnce() {
        for (int i = 0; i < 30; i++) {
            jdbc.update(ADD, "at-once" + i, "Name", "Bern");
            assertThat(client.sql("SELECT COUNT(*) FROM customer WHERE email LIKE 'at-once%'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(i + 1);
        }
        shop.awaitReplicas();
        TransactionTemplate readOnly = new TransactionTemplate(transactions.getTransactionManager());
        readOnly.setReadOnly(true);
        readOnly.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        assertThat(readOnly.<Integer>execute(status ->
                        jdbc.queryForObject("SELECT COUNT(*) FROM customer WHERE city = ?", Integer.class, "Bern")))
                .isEqualTo(33);
    }

    @Test
    void theLastKeyIsThatOfTheSameTransaction() {
        transactions.executeWithoutResult(status -> {
            jdbc.update(ADD, "last", "Name", "Bern");
            Long last = jdbc.queryForObject("SELECT LAST_INSERT_ID()", Long.class);
            assertThat(jdbc.queryForObject("SELECT email FROM customer WHERE id = ?", String.class, last))
                    .isEqualTo("last");
        });
    }

    @Test
    void locksNestsAndRollsBack() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    jdbc.queryForList("SELECT id, stock FROM product WHERE sku = ? FOR UPDATE", "pen");
                    Object savepoint = status.createSavepoint();
                    jdbc.update(
                            "UPDATE product SET stock = 0, version = version + 1 WHERE sku = ? AND version = ?",
                            "pen",
                            0);
                    status.rollbackToSavepoint(savepoint);
                    jdbc.update("DELETE FROM order_line");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(jdbc.queryForObject("SELECT stock FROM product WHERE sku = 'pen'", Integer.class))
                .isEqualTo(1000);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM order_line", Integer.class))
                .isEqualTo(12);
    }

    @Test
    void callsAProcedure() {
        Map<String, Object> out = new SimpleJdbcCall(jdbc)
                .withCatalogName(cluster.database())
                .withProcedureName("restock")
                .execute(Map.of("which", "pen", "amount", 11));
        assertThat(out).containsEntry("now_there", 1011);
    }

    @Test
    void streamsALargeResult() {
        List<Object[]> many = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> new Object[] {"many" + i, "Name", null})
                .toList();
        jdbc.batchUpdate(ADD, many);
        JdbcTemplate streaming = new JdbcTemplate(shop.dataSource);
        streaming.setFetchSize(Shop.streaming());
        AtomicInteger seen = new AtomicInteger();
        streaming.query("SELECT id, email FROM customer WHERE city IS NULL", row -> {
            seen.incrementAndGet();
        });
        assertThat(seen).hasValue(500);
    }

    @Test
    void aDuplicateIsSpringsOwnException() {
        assertThatThrownBy(() -> jdbc.update(ADD, "c1@example.org", "Name", "Bern"))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aLostTransactionIsRecoverableAndTheNextOneWorks() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    jdbc.update(ADD, "lost", "Name", "Bern");
                    shop.killAndPromote();
                    jdbc.update(ADD, "lost-too", "Name", "Bern");
                }))
                .isInstanceOf(RecoverableDataAccessException.class)
                .hasCauseInstanceOf(TransactionLostException.class);

        transactions.executeWithoutResult(status -> jdbc.update(ADD, "next", "Name", "Bern"));
        assertThat(jdbc.queryForList(
                        "SELECT email FROM customer WHERE email IN ('lost', 'lost-too', 'next')", String.class))
                .containsExactly("next");
    }

    @Test
    void takesOrdersThroughASwitchoverAndAFailover() {
        AtomicInteger numbers = new AtomicInteger();
        Workload workload = shop.throughSwitchoverAndFailover(
                () -> transactions.execute(status -> order("load" + numbers.incrementAndGet(), "Linz")));

        workload.assertOnlyToldLosses(DataAccessException.class);
        workload.assertWritten(jdbc.queryForObject(
                "SELECT COUNT(*) FROM orders JOIN customer ON customer.id = customer_id WHERE city = 'Linz'",
                Integer.class));
    }
}
