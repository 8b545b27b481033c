package io.github.understudy.it.frameworks;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The shop as Hibernate sees it. */
final class Entities {
    private Entities() {}

    @Entity(name = "Customer")
    @Table(name = "customer")
    static class Customer {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String email;
        String name;
        String city;

        @Version
        int version;

        @OneToMany(mappedBy = "customer")
        List<Order> orders = new ArrayList<>();

        Customer() {}

        Customer(String email, String city) {
            this.email = email;
            this.name = "Name of " + email;
            this.city = city;
        }
    }

    @Entity(name = "Product")
    @Table(name = "product")
    static class Product {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String sku;
        String name;
        BigDecimal price;
        int stock;

        @Version
        int version;

        Product() {}

        Product(String sku, String price, int stock) {
            this.sku = sku;
            this.name = "Name of " + sku;
            this.price = new BigDecimal(price);
            this.stock = stock;
        }
    }

    @Entity(name = "Order")
    @Table(name = "orders")
    static class Order {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "customer_id")
        Customer customer;

        String status = "NEW";
        LocalDateTime placed = LocalDateTime.of(2026, 11, 21, 12, 0);

        @Version
        int version;

        @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Line> lines = new ArrayList<>();

        Order() {}

        Order(Customer customer) {
            this.customer = customer;
        }

        Order add(Product product, int quantity) {
            lines.add(new Line(this, product, quantity));
            return this;
        }
    }

    @Entity(name = "Line")
    @Table(name = "order_line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "order_id")
        Order order;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "product_id")
        Product product;

        @Column(name = "quantity")
        int quantity;

        BigDecimal price;

        Line() {}

        Line(Order order, Product product, int quantity) {
            this.order = order;
            this.product = product;
            this.quantity = quantity;
            this.price = product.price;
        }
    }
}
