package com.example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Customers who look and order through the REST API, all at once, until it is closed. Each sends an order until it is
 * confirmed, and each buys another article: a server becomes read-only by a lock that waits for those who wait for rows.
 */
class Rush implements AutoCloseable {
    private static final int CUSTOMERS = 6;
    private static final int OK = 200;

    private final String shop;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<UUID> confirmed = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final List<Thread> customers = new ArrayList<>();
    private volatile boolean open = true;

    Rush(String shop) {
        this.shop = shop;
        for (int i = 0; i < CUSTOMERS; i++) {
            int favourite = i + 1;
            Thread customer = new Thread(() -> visit(favourite), "customer-" + i);
            customers.add(customer);
            customer.start();
        }
    }

    /** The orders that the shop has confirmed. */
    Collection<UUID> confirmed() {
        return confirmed;
    }

    /** The answers that were not good. */
    Collection<String> failures() {
        return failures;
    }

    int looks() {
        return looks.get();
    }

    /** The longest time that one request took, in milliseconds. */
    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longest.get());
    }

    private void visit(int article) {
        UUID customer = UUID.randomUUID();
        try {
            while (open) {
                look();
                order(customer, article);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        if (send(HttpRequest.newBuilder(URI.create(shop + "/api/articles")).build())) {
            looks.incrementAndGet();
        }
    }

    private void order(UUID customer, int article) throws InterruptedException {
        UUID id = UUID.randomUUID();
        String body = """
                {"customer": "%s", "name": "Ophelia", "address": "Elsinore",
                 "lines": [{"article": %d, "quantity": 2}]}""".formatted(customer, article);
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop + "/api/orders/" + id))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        while (open) {
            if (send(request)) {
                confirmed.add(id);
                return;
            }
        }
    }

    private boolean send(HttpRequest request) throws InterruptedException {
        long from = System.nanoTime();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == OK) {
                return true;
            }
            failures.add(response.statusCode() + " " + response.body());
        } catch (IOException e) {
            failures.add(e.toString());
        } finally {
            longest.accumulateAndGet(System.nanoTime() - from, Math::max);
        }
        return false;
    }

    Map<String, Object> figures() {
        return Map.of(
                "orders",
                confirmed.size(),
                "looks",
                looks(),
                "failures",
                failures.size(),
                "longest ms",
                longestMillis());
    }

    /** Lets what is under way end. */
    @Override
    public void close() throws InterruptedException {
        open = false;
        for (Thread customer : customers) {
            customer.join();
        }
    }
}
