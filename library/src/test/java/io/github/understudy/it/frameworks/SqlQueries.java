package io.github.understudy.it.frameworks;

/** Written by hand, as for {@code JdbcTemplate}; one in a line, each has an answer on both servers. */
final class SqlQueries {
    private SqlQueries() {}

    static final String ALL = """
            SELECT * FROM customer
            SELECT id, email, name FROM customer WHERE city = 'Bern' ORDER BY name
            SELECT c.* FROM customer c WHERE c.email LIKE 'c%' ORDER BY c.id DESC LIMIT 3
            SELECT c.* FROM customer c ORDER BY c.id LIMIT 2 OFFSET 1
            SELECT `id`, `name` FROM `customer` WHERE `city` IN ('Bern', 'Graz')
            SELECT DISTINCT city FROM customer WHERE city IS NOT NULL
            SELECT COUNT(*) FROM customer
            SELECT COUNT(DISTINCT city), MIN(id), MAX(id) FROM customer
            SELECT city, COUNT(*) AS n FROM customer GROUP BY city HAVING COUNT(*) > 1 ORDER BY n DESC
            SELECT city, COUNT(*) FROM customer GROUP BY city WITH ROLLUP
            SELECT o.id, c.name FROM orders o JOIN customer c ON c.id = o.customer_id
            SELECT o.id, c.name FROM orders o INNER JOIN customer c ON c.id = o.customer_id WHERE o.status = 'NEW' ORDER BY o.placed DESC
            SELECT c.id, o.id FROM customer c LEFT JOIN orders o ON o.customer_id = c.id
            SELECT c.id, o.id FROM orders o RIGHT OUTER JOIN customer c ON o.customer_id = c.id
            SELECT c.id, p.id FROM customer c CROSS JOIN product p
            SELECT o.id, l.quantity, p.sku FROM orders o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
            SELECT p.sku, SUM(l.quantity * l.price) AS turnover FROM order_line l JOIN product p ON p.id = l.product_id GROUP BY p.sku
            SELECT id FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)
            SELECT id FROM customer c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = 'PAID')
            SELECT EXISTS(SELECT 1 FROM customer WHERE email = 'c1@example.org')
            SELECT id FROM product WHERE price > (SELECT AVG(price) FROM product)
            SELECT id FROM product WHERE price >= ALL (SELECT price FROM product)
            SELECT CASE WHEN price > 10 THEN 'dear' ELSE 'cheap' END AS kind FROM product
            SELECT IF(stock > 0, 'there', 'gone'), IFNULL(name, '-'), COALESCE(name, sku), NULLIF(sku, 'pen') FROM product
            SELECT UPPER(name), LOWER(email), CHAR_LENGTH(name), CONCAT(name, ' in ', city) FROM customer
            SELECT SUBSTRING(email, 1, 3), SUBSTRING_INDEX(email, '@', -1), TRIM(name), REPLACE(email, '@', ' at ') FROM customer
            SELECT ROUND(price, 1), FLOOR(price), CEILING(price), ABS(price), MOD(stock, 7) FROM product
            SELECT DATE_FORMAT(placed, '%Y-%m'), YEAR(placed), DATE(placed) FROM orders
            SELECT id FROM orders WHERE placed < DATE_ADD(NOW(), INTERVAL 100 YEAR)
            SELECT id, DATEDIFF(CURRENT_DATE, placed), TIMESTAMPDIFF(HOUR, placed, NOW()) FROM orders
            SELECT CAST(price AS SIGNED), CONVERT(price, CHAR) FROM product
            SELECT GROUP_CONCAT(name ORDER BY id SEPARATOR ', ') FROM customer
            SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM orders
            SELECT id, RANK() OVER (PARTITION BY order_id ORDER BY quantity DESC) FROM order_line
            SELECT id, SUM(quantity) OVER (PARTITION BY order_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM order_line
            SELECT id, LAG(quantity) OVER w, LEAD(quantity) OVER w FROM order_line WINDOW w AS (ORDER BY id)
            WITH big AS (SELECT order_id, SUM(quantity) AS q FROM order_line GROUP BY order_id) SELECT * FROM big WHERE q > 2
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n
            SELECT name FROM customer UNION SELECT name FROM product
            (SELECT name FROM customer ORDER BY id LIMIT 2) UNION ALL (SELECT name FROM product ORDER BY id LIMIT 1)
            SELECT name FROM customer EXCEPT SELECT name FROM product
            SELECT t.order_id, t.q FROM (SELECT order_id, SUM(quantity) AS q FROM order_line GROUP BY order_id) t WHERE t.q > 1
            SELECT order_id, total FROM order_total WHERE total > 0
            SELECT JSON_OBJECT('id', id, 'sku', sku) FROM product
            SELECT id FROM product FORCE INDEX (product_sku) WHERE sku = 'pen'
            SELECT id FROM product WHERE (sku, version) IN (('pen', 0), ('book', 0))
            SELECT id FROM product WHERE sku REGEXP '^p' AND stock BETWEEN 1 AND 100000
            SELECT VERSION()
            SELECT @@read_only IS NOT NULL
            SELECT NOW(6), CURRENT_TIMESTAMP, UTC_TIMESTAMP()
            """;
}
