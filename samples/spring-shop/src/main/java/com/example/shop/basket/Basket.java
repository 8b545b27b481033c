package com.example.shop.basket;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** What a visitor has chosen. Lives in the session. */
@Component
@SessionScope
public class Basket implements Serializable {
    public static final int MOST_OF_ONE = 20;

    private static final long serialVersionUID = 1;

    private final Map<Integer, Integer> quantities = new ConcurrentHashMap<>();
    private UUID orderId = UUID.randomUUID();

    /** The id that the order of this basket will have, so that it can't be ordered twice. */
    public synchronized UUID getOrderId() {
        return orderId;
    }

    /** Quantities by the articles' ids. */
    public Map<Integer, Integer> getQuantities() {
        return Map.copyOf(quantities);
    }

    /** How many pieces. */
    public int getCount() {
        return quantities.values().stream().mapToInt(Integer::intValue).sum();
    }

    void add(int article, int quantity) {
        quantities.merge(article, bounded(quantity), (one, other) -> bounded(one + other));
    }

    void change(int article, int quantity) {
        if (quantity <= 0) {
            quantities.remove(article);
        } else {
            quantities.put(article, bounded(quantity));
        }
    }

    /** The basket was ordered; the next one is another order. Does nothing if it was another basket. */
    public synchronized void ordered(UUID order) {
        if (order.equals(orderId)) {
            quantities.clear();
            orderId = UUID.randomUUID();
        }
    }

    private static int bounded(int quantity) {
        return Math.max(1, Math.min(quantity, MOST_OF_ONE));
    }
}
