package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts what is in the databases themselves. */
public class Audit {
    private static final String STOCK_THAT_DOES_NOT_FIT = """
            SELECT a.name FROM app.article a WHERE a.stock
              + COALESCE((SELECT SUM(l.quantity) FROM app.order_line l WHERE l.article_id = a.id), 0)
              <> CASE a.id WHEN 8 THEN 3 WHEN 11 THEN 0 ELSE 100000 END""";

    private final Cluster cluster;

    public Audit(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Each confirmed order is on each live server, and what was taken from stock is what was sold. */
    public void nothingIsLostOrDoubled(Collection<UUID> confirmed) {
        cluster.awaitCaughtUp(Duration.ofSeconds(30));
        for (TestNode node : cluster.nodes()) {
            if (node.isRunning()) {
                assertThat(ids(node, "SELECT id FROM app.orders"))
                        .as("orders on %s", node)
                        .containsAll(confirmed);
                assertThat(node.rows(STOCK_THAT_DOES_NOT_FIT))
                        .as("stock on %s", node)
                        .isEmpty();
            }
        }
    }

    /** The orders of the customer who placed this one. */
    public Set<UUID> ordersOfWhoPlaced(UUID order) {
        return ids(
                cluster.source(),
                "SELECT id FROM app.orders WHERE customer = (SELECT customer FROM app.orders WHERE id = '" + order
                        + "')");
    }

    private static Set<UUID> ids(TestNode node, String sql) {
        return node.rows(sql).stream()
                .map(Map::values)
                .map(values -> UUID.fromString(values.iterator().next()))
                .collect(Collectors.toSet());
    }
}
