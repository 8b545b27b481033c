package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.it.frameworks.SpringDataShop.CityCount;
import io.github.understudy.it.frameworks.SpringDataShop.Customer;
import io.github.understudy.it.frameworks.SpringDataShop.Customers;
import io.github.understudy.it.frameworks.SpringDataShop.Order;
import io.github.understudy.it.frameworks.SpringDataShop.Orders;
import io.github.understudy.it.frameworks.SpringDataShop.Product;
import io.github.understudy.it.frameworks.SpringDataShop.Products;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A shop on the repositories of Spring Data JDBC. */
@ClusterTest(replicas = 2, semiSync = true)
class SpringDataIT {
    private final Cluster cluster;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Shop shop;
    private Customers customers;
    private Products products;
    private Orders orders;
    private TransactionTemplate transactions;

    SpringDataIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(cluster, "spring-data");
        context.getBeanFactory().registerSingleton("dataSource", shop.dataSource);
        context.register(SpringDataShop.Beans.class);
        context.refresh();
        customers = context.getBean(Customers.class);
        products = context.getBean(Products.class);
        orders = context.getBean(Orders.class);
        transactions = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        transactions.executeWithoutResult(status -> fill());
    }

    @AfterEach
    void close() {
        context.close();
        shop.close();
    }

    private void fill() {
        products.saveAll(List.of(Product.of("pen", "1.50", 1000), Product.of("book", "12.00", 1000)));
        for (int i = 0; i < 6; i++) {
            order("c" + i + "@example.org", i % 2 == 0 ? "Bern" : "Graz");
        }
    }

    private Order order(String email, String city) {
        Customer customer = customers.save(Customer.of(email, city));
        return orders.save(Order.of(customer, products.findBySku("pen").orElseThrow(), 3));
    }

    @Test
    void answersEveryQuery() {
        PageRequest page = PageRequest.of(0, 2, Sort.by("email").descending());
        Customer some = customers.findByEmail("c1@example.org").orElseThrow();

        assertThat(customers.findAll()).hasSize(6);
        assertThat(customers.findAll(Sort.by("city", "email"))).hasSize(6);
        assertThat(customers.findAll(page).getTotalElements()).isEqualTo(6);
        assertThat(customers.findAllById(List.of(some.id(), -1L))).containsExactly(some);
        assertThat(customers.findById(some.id())).contains(some);
        assertThat(customers.existsById(some.id())).isTrue();
        assertThat(customers.count()).isEqualTo(6);
        assertThat(customers.findByCityOrderByName("Bern")).hasSize(3);
        assertThat(customers.findTop3ByCityInOrderByIdDesc(Set.of("Bern", "Graz")))
                .hasSize(3);
        assertThat(customers.findByCityIsNullOrNameContainingIgnoreCase("NAME")).hasSize(6);
        assertThat(customers.findByIdBetweenAndEmailNotLike(0, Long.MAX_VALUE, "c1%"))
                .hasSize(5);
        assertThat(customers.findDistinctByCityNot("Bern", Sort.by("email"))).hasSize(3);
        assertThat(customers.existsByEmail("c1@example.org")).isTrue();
        assertThat(customers.countByCity("Graz")).isEqualTo(3);
        assertThat(customers.perCity(3)).containsExactly(new CityCount("Bern", 3), new CityCount("Graz", 3));
        assertThat(customers.withOrders("NEW")).hasSize(6);
        assertThat(products.findByStockGreaterThan(1)).hasSize(2);
        assertThat(orders.findByStatusAndPlacedBefore("NEW", LocalDateTime.of(2027, 1, 1, 0, 0)))
                .hasSize(6)
                .allSatisfy(order -> assertThat(order.lines()).hasSize(1));
    }

    @Test
    void answersByExample() {
        Example<Customer> inGraz = Example.of(new Customer(null, null, null, "Graz", null));

        assertThat(customers.findAll(inGraz, Sort.by("id"))).hasSize(3);
        assertThat(customers.count(inGraz)).isEqualTo(3);
        assertThat(customers.exists(inGraz)).isTrue();
        assertThat(customers
                        .findBy(inGraz, query -> query.sortBy(Sort.by("id")).first())
                        .orElseThrow()
                        .email())
                .isEqualTo("c1@example.org");
        assertThat(customers
                        .findBy(
                                inGraz,
                                query -> query.sortBy(Sort.by("id")).limit(2).scroll(ScrollPosition.offset()))
                        .hasNext())
                .isTrue();
    }

    @Test
    void goesThroughPages() {
        Page<Customer> page = customers.findByCity("Bern", PageRequest.of(0, 2, Sort.by("id")));
        assertThat(page.getTotalElements()).isEqualTo(3);
        assertThat(customers.findByCity("Bern", page.nextPageable())).hasSize(1);

        var slice = customers.findByEmailStartingWith("c", PageRequest.of(0, 4));
        assertThat(slice).hasSize(4);
        assertThat(customers.findByEmailStartingWith("c", slice.nextPageable()).hasNext())
                .isFalse();
    }

    @Test
    void readsWhatItWroteAtOnce() {
        for (int i = 0; i < 30; i++) {
            Customer added = customers.save(Customer.of("at-once" + i, "Linz"));
            assertThat(customers.findById(added.id())).contains(added);
            assertThat(customers.countByCity("Linz")).isEqualTo(i + 1);
        }
    }

    @Test
    void changesAndDeletesAggregates() {
        Order order = orders.findAll().get(0);
        Product book = products.findBySku("book").orElseThrow();
        Set<SpringDataShop.Line> more = new HashSet<>(order.lines());
        more.add(new SpringDataShop.Line(null, book.id(), 1, book.price()));

        Order sent = orders.save(order.as("SENT", more));
        assertThat(orders.findById(order.id()).orElseThrow().lines()).hasSize(2);
        assertThatThrownBy(() -> orders.save(order.as("LATE", Set.of())))
                .isInstanceOf(OptimisticLockingFailureException.class);
        orders.delete(sent);
        orders.deleteAllById(List.of(orders.findAll().get(0).id()));
        assertThat(orders.count()).isEqualTo(4);
        orders.deleteAll(orders.findAll());
        assertThat(customers.move("Bern", "Chur")).isEqualTo(3);
        assertThat(customers.deleteByCity("Chur")).isEqualTo(3);
        customers.deleteAll();
        assertThat(customers.count()).isZero();
    }

    @Test
    void locksAndRollsBack() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    Product pen = products.findFirstBySku("pen").orElseThrow();
                    products.save(pen.with(0));
                    orders.deleteAll();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(products.findBySku("pen").orElseThrow().stock()).isEqualTo(1000);
        assertThat(orders.count()).isEqualTo(6);
    }

    @Test
    void streamsALargeResultThatWasWrittenInABatch() {
        customers.saveAll(IntStream.range(0, 500)
                .mapToObj(i -> Customer.of("many" + i, "Wien"))
                .toList());
        transactions.executeWithoutResult(status -> {
            try (Stream<Customer> all = customers.streamByCity("Wien")) {
                assertThat(all).hasSize(500);
            }
        });
    }

    @Test
    void aDuplicateIsSpringsOwnException() {
        assertThatThrownBy(() -> customers.save(Customer.of("c1@example.org", "Bern")))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aLostTransactionIsRecoverableAndTheNextOneWorks() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    customers.save(Customer.of("lost", "Linz"));
                    shop.killAndPromote();
                    customers.save(Customer.of("lost-too", "Linz"));
                }))
                .isInstanceOf(RecoverableDataAccessException.class)
                .hasCauseInstanceOf(TransactionLostException.class);

        transactions.executeWithoutResult(status -> customers.save(Customer.of("next", "Linz")));
        assertThat(customers.findByCityOrderByName("Linz"))
                .extracting(Customer::email)
                .containsExactly("next");
    }

    @Test
    void takesOrdersThroughASwitchoverAndAFailover() {
        AtomicInteger numbers = new AtomicInteger();
        Workload workload = shop.throughSwitchoverAndFailover(
                () -> transactions.execute(status -> order("load" + numbers.incrementAndGet(), "Linz")));

        workload.assertOnlyToldLosses(DataAccessException.class);
        workload.assertWritten(orders.placedFrom("Linz"));
    }
}
