package io.github.understudy.samples.failover;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.TestNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what each server has, asking it directly and not through the data source. */
final class Auditor {
    private static final String ORDERS = "SELECT order_id, COUNT(*) AS copies FROM app.orders GROUP BY order_id";
    private static final String WRONG_STOCK = """
            SELECT COUNT(*) FROM app.products p
            LEFT JOIN (SELECT product, SUM(quantity) AS sold FROM app.order_lines GROUP BY product) s
              ON s.product = p.id
            WHERE p.stock <> p.first_stock - COALESCE(s.sold, 0)""";
    private static final String WRONG_LINES = """
            SELECT COUNT(*) FROM app.orders o
            LEFT JOIN (SELECT order_id, COUNT(*) AS n, SUM(quantity * price_cents) AS total
                       FROM app.order_lines GROUP BY order_id) l
              ON l.order_id = o.order_id
            WHERE COALESCE(l.n, 0) <> o.line_count OR COALESCE(l.total, 0) <> o.total_cents""";

    private final Cluster cluster;
    private final Set<String> acknowledged;
    private final Set<String> failed;

    Auditor(Cluster cluster, Ledger ledger) {
        this.cluster = cluster;
        this.acknowledged = ledger.acknowledged();
        this.failed = ledger.failed();
    }

    Audit audit() {
        return new Audit(
                acknowledged.size(),
                failed.size(),
                cluster.nodes().stream().map(this::audit).toList());
    }

    private Audit.NodeAudit audit(TestNode node) {
        Map<String, Integer> copies = copies(node);
        List<String> missing =
                acknowledged.stream().filter(id -> !copies.containsKey(id)).toList();
        List<String> doubled = new ArrayList<>();
        List<String> unasked = new ArrayList<>();
        copies.forEach((id, count) -> {
            if (count > 1) {
                doubled.add(id);
            }
            if (!acknowledged.contains(id) && !failed.contains(id)) {
                unasked.add(id);
            }
        });
        return new Audit.NodeAudit(
                node.index(),
                node == cluster.source(),
                copies.values().stream().mapToInt(Integer::intValue).sum(),
                missing,
                doubled,
                unasked,
                (int) failed.stream().filter(copies::containsKey).count(),
                number(node, WRONG_STOCK),
                number(node, WRONG_LINES));
    }

    private static Map<String, Integer> copies(TestNode node) {
        Map<String, Integer> copies = new HashMap<>();
        for (Map<String, String> row : node.rows(ORDERS)) {
            copies.put(row.getOrDefault("order_id", ""), Integer.parseInt(row.getOrDefault("copies", "0")));
        }
        return copies;
    }

    private static int number(TestNode node, String sql) {
        String value = node.query(sql);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
