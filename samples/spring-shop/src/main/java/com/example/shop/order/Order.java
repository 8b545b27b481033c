package com.example.shop.order;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An order that was placed. Its id is chosen by whoever orders, so that ordering again changes nothing. */
@Entity
@Table(name = "orders")
public class Order {
    private static final int CODE_LENGTH = 8;

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @Version
    private Integer version;

    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID customer;

    private String name;
    private String address;
    private Instant placedAt;
    private BigDecimal total;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<OrderLine> lines = new ArrayList<>();

    protected Order() {}

    Order(OrderRequest request, List<OrderLine> lines) {
        this.id = request.id();
        this.customer = request.customer();
        this.name = request.name();
        this.address = request.address();
        this.placedAt = Instant.now();
        this.lines.addAll(lines);
        this.total = lines.stream().map(OrderLine::getSum).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public UUID getId() {
        return id;
    }

    /** A short name for it, for people. */
    public String getCode() {
        return id.toString().substring(0, CODE_LENGTH).toUpperCase(Locale.ROOT);
    }

    public UUID getCustomer() {
        return customer;
    }

    public String getName() {
        return name;
    }

    public String getAddress() {
        return address;
    }

    public Instant getPlacedAt() {
        return placedAt;
    }

    public BigDecimal getTotal() {
        return total;
    }

    public List<OrderLine> getLines() {
        return List.copyOf(lines);
    }

    public int getPieces() {
        return lines.stream().mapToInt(OrderLine::getQuantity).sum();
    }
}
