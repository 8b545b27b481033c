package io.github.understudy.it.frameworks;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.query.ListQueryByExampleExecutor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The shop as Spring Data JDBC sees it. */
final class SpringDataShop {
    private SpringDataShop() {}

    @Configuration(proxyBeanMethods = false)
    @EnableJdbcRepositories(considerNestedRepositories = true)
    static class Beans extends AbstractJdbcConfiguration {
        @Bean
        NamedParameterJdbcTemplate jdbc(DataSource dataSource) {
            return new NamedParameterJdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    record Customer(
            @Id Long id,
            String email,
            String name,
            String city,
            @Version Integer version) {
        static Customer of(String email, String city) {
            return new Customer(null, email, "Name of " + email, city, null);
        }

        Customer in(String other) {
            return new Customer(id, email, name, other, version);
        }
    }

    record Product(
            @Id Long id,
            String sku,
            String name,
            BigDecimal price,
            int stock,
            @Version Integer version) {
        static Product of(String sku, String price, int stock) {
            return new Product(null, sku, "Name of " + sku, new BigDecimal(price), stock, null);
        }

        Product with(int left) {
            return new Product(id, sku, name, price, left, version);
        }
    }

    /** An aggregate: its lines are written and read with it. */
    @Table("orders")
    record Order(
            @Id Long id,
            AggregateReference<Customer, Long> customerId,
            String status,
            LocalDateTime placed,
            @Version Integer version,
            @MappedCollection(idColumn = "order_id") Set<Line> lines) {
        static Order of(Customer customer, Product product, int quantity) {
            return new Order(
                    null,
                    AggregateReference.to(customer.id()),
                    "NEW",
                    LocalDateTime.of(2026, 11, 21, 9, 0),
                    null,
                    Set.of(new Line(null, product.id(), quantity, product.price())));
        }

        Order as(String other, Set<Line> now) {
            return new Order(id, customerId, other, placed, version, now);
        }
    }

    @Table("order_line")
    record Line(@Id Long id, long productId, int quantity, BigDecimal price) {}

    record CityCount(String city, long customers) {}

    interface EmailOnly {
        String getEmail();
    }

    interface Customers
            extends ListCrudRepository<Customer, Long>,
                    ListPagingAndSortingRepository<Customer, Long>,
                    ListQueryByExampleExecutor<Customer> {
        Optional<Customer> findByEmail(String email);

        List<Customer> findByCityOrderByName(String city);

        List<Customer> findTop3ByCityInOrderByIdDesc(Collection<String> cities);

        List<Customer> findByCityIsNullOrNameContainingIgnoreCase(String part);

        List<Customer> findByIdBetweenAndEmailNotLike(long from, long to, String pattern);

        List<EmailOnly> findDistinctByCityNot(String city, Sort sort);

        Page<Customer> findByCity(String city, Pageable page);

        Slice<Customer> findByEmailStartingWith(String start, Pageable page);

        Stream<Customer> streamByCity(String city);

        boolean existsByEmail(String email);

        long countByCity(String city);

        long deleteByCity(String city);

        @Query("SELECT city, COUNT(*) AS customers FROM customer GROUP BY city HAVING COUNT(*) >= :least ORDER BY city")
        List<CityCount> perCity(long least);

        @Query("SELECT c.* FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND"
                + " o.status = :status)")
        List<Customer> withOrders(String status);

        @Modifying
        @Query("UPDATE customer SET city = :to, version = version + 1 WHERE city = :from")
        int move(String from, String to);
    }

    interface Products extends ListCrudRepository<Product, Long> {
        Optional<Product> findBySku(String sku);

        @Lock(LockMode.PESSIMISTIC_WRITE)
        Optional<Product> findFirstBySku(String sku);

        @Lock(LockMode.PESSIMISTIC_READ)
        List<Product> findByStockGreaterThan(int stock);
    }

    interface Orders extends ListCrudRepository<Order, Long> {
        List<Order> findByStatusAndPlacedBefore(String status, LocalDateTime moment);

        @Query("SELECT COUNT(*) FROM orders JOIN customer ON customer.id = customer_id WHERE city = :city")
        int placedFrom(String city);
    }
}
