package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop on MyBatis. */
@ClusterTest(replicas = 2, semiSync = true)
class MyBatisIT {
    private final Cluster cluster;
    private Shop shop;
    private SqlSessionFactory factory;

    MyBatisIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(cluster, "mybatis");
        Configuration configuration =
                new Configuration(new Environment("shop", new JdbcTransactionFactory(), shop.dataSource));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.addMapper(ShopMapper.class);
        factory = new SqlSessionFactoryBuilder().build(configuration);
        fill();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void fill() {
        try (SqlSession session = factory.openSession(ExecutorType.BATCH)) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            mapper.addProduct("pen", "1.50", 1000);
            mapper.addProduct("book", "12.00", 1000);
            session.commit();
        }
        for (int i = 0; i < 6; i++) {
            order("c" + i, i % 2 == 0 ? "Bern" : "Graz");
        }
    }

    private long order(String email, String city) {
        try (SqlSession session = factory.openSession()) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            Map<String, Object> customer = customer(email, city);
            mapper.addCustomer(customer);
            mapper.addOrder(customer);
            mapper.addLines(((Number) customer.get("orderId")).longValue(), 3);
            session.commit();
            return ((Number) customer.get("id")).longValue();
        }
    }

    private static Map<String, Object> customer(String email, String city) {
        return new HashMap<>(Map.of("email", email, "name", "Name of " + email, "city", city));
    }

    @Test
    void answersEveryQuery() {
        try (SqlSession session = factory.openSession(true)) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            assertThat(mapper.search("Bern", null)).hasSize(3);
            assertThat(mapper.search(null, "c1%")).hasSize(1);
            assertThat(mapper.search(null, null)).hasSize(6);
            assertThat(mapper.page(2, 1)).hasSize(2);
            assertThat(mapper.turnover("pen", 1)).isNotEmpty();
            assertThat(mapper.ordersOf("c1")).hasSize(2);
            assertThat(mapper.inCities(List.of("Bern", "Graz"), true)).hasSize(6);
            assertThat(mapper.inCities(List.of("Bern"), false)).hasSize(3);
            assertThat(mapper.addCustomers(List.of("a1", "a2"), "Linz")).isEqualTo(2);
            assertThat(mapper.count("Linz")).isEqualTo(2);
        }
    }

    @Test
    void readsWhatItWroteAtOnce() {
        try (SqlSession session = factory.openSession(true)) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            for (int i = 0; i < 30; i++) {
                mapper.addCustomer(customer("at-once" + i, "Linz"));
                session.clearCache();
                assertThat(mapper.count("Linz")).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void locksChangesAndRollsBack() {
        try (SqlSession session = factory.openSession()) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            assertThat(mapper.lock("pen")).containsEntry("stock", 1000);
            assertThat(mapper.take("pen", 10, 0)).isEqualTo(1);
            assertThat(mapper.take("pen", 10, 0)).isZero();
            mapper.removeLines();
            session.rollback();
            assertThat(mapper.lock("pen")).containsEntry("stock", 1000);
        }
    }

    @Test
    void callsAProcedure() {
        try (SqlSession session = factory.openSession(true)) {
            Map<String, Object> call = new HashMap<>(Map.of("which", "pen", "amount", 11));
            session.getMapper(ShopMapper.class).restock(call);
            assertThat(call).containsEntry("left", 1011);
        }
    }

    @Test
    void streamsALargeResultThatWasWrittenInABatch() throws Exception {
        try (SqlSession session = factory.openSession(ExecutorType.BATCH)) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            for (int i = 0; i < 500; i++) {
                mapper.addCustomer(customer("many" + i, "Wien"));
            }
            session.commit();
        }
        try (SqlSession session = factory.openSession();
                var cursor = session.getMapper(ShopMapper.class).all("Wien")) {
            assertThat(cursor).hasSize(500);
        }
    }

    @Test
    void aDuplicateIsAPersistenceExceptionWithItsCause() {
        assertThatThrownBy(() -> order("c1", "Bern"))
                .isInstanceOf(PersistenceException.class)
                .hasCauseInstanceOf(SQLIntegrityConstraintViolationException.class);
    }

    @Test
    void aLostTransactionIsToldAndTheNextOneWorks() {
        try (SqlSession session = factory.openSession()) {
            ShopMapper mapper = session.getMapper(ShopMapper.class);
            mapper.addCustomer(customer("lost", "Bern"));
            shop.killAndPromote();
            assertThatThrownBy(() -> mapper.addCustomer(customer("lost-too", "Bern")))
                    .isInstanceOf(PersistenceException.class)
                    .hasCauseInstanceOf(TransactionLostException.class);
            session.rollback();
        }
        order("next", "Bern");
        try (SqlSession session = factory.openSession(true)) {
            assertThat(session.getMapper(ShopMapper.class).count("Bern")).isEqualTo(4);
        }
    }

    @Test
    void takesOrdersThroughASwitchoverAndAFailover() {
        AtomicInteger numbers = new AtomicInteger();
        Workload workload = shop.throughSwitchoverAndFailover(() -> order("load" + numbers.incrementAndGet(), "Linz"));

        workload.assertOnlyToldLosses(PersistenceException.class);
        try (SqlSession session = factory.openSession(true)) {
            workload.assertWritten(session.getMapper(ShopMapper.class).count("Linz"));
        }
    }
}
