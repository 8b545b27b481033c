package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.it.frameworks.Entities.Customer;
import io.github.understudy.it.frameworks.Entities.Line;
import io.github.understudy.it.frameworks.Entities.Order;
import io.github.understudy.it.frameworks.Entities.Product;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import io.github.understudy.testkit.junit.ClusterTest;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.ParameterMode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.procedure.ProcedureCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop on Hibernate. */
@ClusterTest(replicas = 2, semiSync = true)
class HibernateIT {
    private final Cluster cluster;
    private Shop shop;
    private SessionFactory factory;

    HibernateIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(cluster, "hibernate");
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(Product.class)
                .addAnnotatedClass(Order.class)
                .addAnnotatedClass(Line.class);
        configuration.getProperties().put("hibernate.connection.datasource", shop.dataSource);
        configuration.setProperty("hibernate.jdbc.batch_size", "10");
        tellDialect(configuration);
        factory = configuration.buildSessionFactory();
        factory.inTransaction(HibernateIT::fill);
    }

    @AfterEach
    void close() {
        factory.close();
        shop.close();
    }

    /**
     * On MariaDB's server Connector/J's {@code getSQLKeywords} fails: it asks for a column that is MySQL's only. Hibernate then
     * knows nothing of the database and starts only if it is told the dialect. That is so on a plain connection as well, and
     * with MariaDB's driver nothing need be told.
     */
    private void tellDialect(Configuration configuration) {
        if (cluster.flavor() == ServerFlavor.MARIADB && Shop.isConnectorJ()) {
            configuration.setProperty("hibernate.dialect", "org.hibernate.dialect.MariaDBDialect");
        }
    }

    private static void fill(Session session) {
        Product pen = new Product("pen", "1.50", 1000);
        Product book = new Product("book", "12.00", 1000);
        session.persist(pen);
        session.persist(book);
        for (int i = 0; i < 10; i++) {
            Customer customer = new Customer("c" + i + "@example.org", i % 2 == 0 ? "Bern" : "Graz");
            session.persist(customer);
            session.persist(new Order(customer).add(pen, i + 1).add(book, 1));
        }
    }

    static Stream<String> queries() {
        return HibernateQueries.JPQL.lines();
    }

    @Test
    void answersEveryQuery() {
        try (Session session = factory.openSession()) {
            queries()
                    .forEach(jpql -> session.createQuery(jpql, Object.class)
                            .setFirstResult(jpql.hashCode() % 2 == 0 ? 1 : 0)
                            .setMaxResults(5)
                            .getResultList());
            queries()
                    .forEach(jpql -> assertThat(
                                    session.createQuery(jpql, Object.class).getResultList())
                            .as(jpql)
                            .isNotEmpty());
        }
    }

    @Test
    void loadsWhatItWroteAtOnce() {
        Long id = factory.fromTransaction(session -> {
            Customer customer = new Customer("new@example.org", "Bern");
            session.persist(customer);
            session.persist(new Order(customer));
            return customer.id;
        });
        factory.inSession(session -> {
            Customer found = session.find(Customer.class, id);
            assertThat(found.email).isEqualTo("new@example.org");
            assertThat(found.orders).hasSize(1);
            assertThat(found.orders.get(0).lines).isEmpty();
        });
        shop.awaitReplicas();
        factory.inTransaction(session -> {
            session.doWork(connection -> connection.setReadOnly(true));
            assertThat(session.find(Customer.class, id).city).isEqualTo("Bern");
            session.doWork(connection -> assertThat(connection.isReadOnly()).isTrue());
        });
    }

    @Test
    void changesAndDeletesInBatches() {
        factory.inTransaction(session -> {
            session.createQuery("from Product", Product.class).getResultList().forEach(each -> each.stock--);
            session.createMutationQuery("update Order set status = 'SENT' where id > 0")
                    .executeUpdate();
            session.remove(session.createQuery("from Order order by id", Order.class)
                    .setMaxResults(1)
                    .getSingleResult());
        });
        assertThat(count("select count(*) from Order where status = 'SENT'")).isEqualTo(9);
        assertThat(count("select count(*) from Product where stock = 999 and version = 1"))
                .isEqualTo(2);
    }

    private long count(String jpql) {
        return factory.fromSession(
                session -> session.createQuery(jpql, Long.class).getSingleResult());
    }

    @Test
    void anOlderVersionIsRefused() {
        Product stale = factory.fromSession(session -> pen(session));
        factory.inTransaction(session -> pen(session).stock = 5);
        stale.stock = 7;

        assertThatThrownBy(() -> factory.inTransaction(session -> session.merge(stale)))
                .isInstanceOf(OptimisticLockException.class);
    }

    private static Product pen(Session session) {
        return session.createQuery("from Product where sku = 'pen'", Product.class)
                .getSingleResult();
    }

    @Test
    void locksRows() {
        factory.inTransaction(session -> {
            Product pen = pen(session);
            session.lock(pen, LockModeType.PESSIMISTIC_WRITE);
            session.refresh(pen, LockModeType.PESSIMISTIC_READ);
            session.find(Product.class, pen.id, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            assertThat(session.createQuery("from Product", Product.class)
                            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                            .getResultList())
                    .hasSize(2);
        });
    }

    @Test
    void callsAProcedureAndNativeSql() {
        factory.inTransaction(session -> {
            ProcedureCall call = session.createStoredProcedureCall("restock");
            call.registerStoredProcedureParameter(1, String.class, ParameterMode.IN);
            call.registerStoredProcedureParameter(2, Integer.class, ParameterMode.IN);
            call.registerStoredProcedureParameter(3, Integer.class, ParameterMode.OUT);
            call.setParameter(1, "pen").setParameter(2, 11);
            assertThat(call.getOutputParameterValue(3)).isEqualTo(1011);
            assertThat(session.createNativeQuery("select * from product where stock > ?", Product.class)
                            .setParameter(1, 1000)
                            .getResultList())
                    .hasSize(1);
        });
    }

    @Test
    void streamsALargeResult() {
        factory.inTransaction(session -> Stream.iterate(0, i -> i + 1)
                .limit(500)
                .forEach(i -> session.persist(new Customer("many" + i + "@example.org", null))));
        factory.inTransaction(session -> {
            try (Stream<Customer> all = session.createQuery("from Customer where city is null", Customer.class)
                    .setFetchSize(Shop.streaming())
                    .getResultStream()) {
                assertThat(all.count()).isEqualTo(500);
            }
        });
    }

    @Test
    void aDuplicateIsHibernatesOwnExceptionAndRollsBack() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Customer("other@example.org", "Bern"));
                    session.persist(new Customer("c1@example.org", "Bern"));
                }))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(count("select count(*) from Customer")).isEqualTo(10);
    }

    @Test
    void aLostTransactionIsAConnectionExceptionAndTheNextOneWorks() {
        try (Session session = factory.openSession()) {
            Transaction transaction = session.beginTransaction();
            session.persist(new Customer("lost@example.org", "Bern"));

            shop.killAndPromote();

            assertThatThrownBy(() -> session.persist(new Customer("lost-too@example.org", "Bern")))
                    .isInstanceOf(JDBCConnectionException.class)
                    .hasCauseInstanceOf(TransactionLostException.class);
            transaction.rollback();
        }
        factory.inTransaction(session -> session.persist(new Customer("next@example.org", "Bern")));
        assertThat(count("select count(*) from Customer where email like 'lost%'"))
                .isZero();
        assertThat(count("select count(*) from Customer where email = 'next@example.org'"))
                .isEqualTo(1);
    }

    @Test
    void takesOrdersThroughASwitchoverAndAFailover() {
        AtomicInteger numbers = new AtomicInteger();
        Workload workload = shop.throughSwitchoverAndFailover(() -> factory.fromTransaction(session -> {
            Customer customer = new Customer("load" + numbers.incrementAndGet() + "@example.org", "Linz");
            session.persist(customer);
            session.persist(new Order(customer).add(pen(session), 1));
            return customer.id;
        }));

        // A failed commit comes as a TransactionException, which is none of the JDBCExceptions.
        workload.assertOnlyToldLosses(HibernateException.class);
        workload.assertWritten((int) count("select count(*) from Order where customer.city = 'Linz'"));
    }
}
