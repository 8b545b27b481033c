(SELECT name FROM customer ORDER BY id LIMIT 2) UNION ALL (SELECT name FROM product ORDER BY id LIMIT 1)
DELETE FROM order_line
INSERT INTO customer (email, name, city) VALUES (?, ?, ?)
INSERT INTO order_line (order_id, product_id, quantity, price) SELECT ?, id, ?, price FROM product
INSERT INTO orders (customer_id, status, placed) VALUES (?, 'NEW', NOW(6))
INSERT INTO product (sku, name, price, stock) VALUES (?, ?, ?, ?)
SELECT * FROM customer
SELECT * FROM customer\n  \nORDER BY id
SELECT * FROM customer\n WHERE  city = ? \nORDER BY id
SELECT * FROM customer\n WHERE  email LIKE ? \nORDER BY id
SELECT @@read_only IS NOT NULL
SELECT CASE WHEN price > 10 THEN 'dear' ELSE 'cheap' END AS kind FROM product
SELECT CAST(price AS SIGNED), CONVERT(price, CHAR) FROM product
SELECT COUNT(*) FROM customer
SELECT COUNT(*) FROM customer WHERE city = ?
SELECT COUNT(DISTINCT city), MIN(id), MAX(id) FROM customer
SELECT DATE_FORMAT(placed, '%Y-%m'), YEAR(placed), DATE(placed) FROM orders
SELECT DISTINCT city FROM customer WHERE city IS NOT NULL
SELECT EXISTS(SELECT 1 FROM customer WHERE email = 'c1@example.org')
SELECT GROUP_CONCAT(name ORDER BY id SEPARATOR ', ') FROM customer
SELECT IF(stock > 0, 'there', 'gone'), IFNULL(name, '-'), COALESCE(name, sku), NULLIF(sku, 'pen') FROM product
SELECT JSON_OBJECT('id', id, 'sku', sku) FROM product
SELECT LAST_INSERT_ID()
SELECT NOW(6), CURRENT_TIMESTAMP, UTC_TIMESTAMP()
SELECT ROUND(price, 1), FLOOR(price), CEILING(price), ABS(price), MOD(stock, 7) FROM product
SELECT SUBSTRING(email, 1, 3), SUBSTRING_INDEX(email, '@', -1), TRIM(name), REPLACE(email, '@', ' at ') FROM customer
SELECT UPPER(name), LOWER(email), CHAR_LENGTH(name), CONCAT(name, ' in ', city) FROM customer
SELECT VERSION()
SELECT `id`, `name` FROM `customer` WHERE `city` IN ('Bern', 'Graz')
SELECT c.* FROM customer c ORDER BY c.id LIMIT 2 OFFSET 1
SELECT c.* FROM customer c WHERE c.email LIKE 'c%' ORDER BY c.id DESC LIMIT 3
SELECT c.id, o.id FROM customer c LEFT JOIN orders o ON o.customer_id = c.id
SELECT c.id, o.id FROM orders o RIGHT OUTER JOIN customer c ON o.customer_id = c.id
SELECT c.id, p.id FROM customer c CROSS JOIN product p
SELECT city, COUNT(*) AS n FROM customer GROUP BY city HAVING COUNT(*) > 1 ORDER BY n DESC
SELECT city, COUNT(*) FROM customer GROUP BY city WITH ROLLUP
SELECT id FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)
SELECT id FROM customer c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = 'PAID')
SELECT id FROM orders WHERE placed < DATE_ADD(NOW(), INTERVAL 100 YEAR)
SELECT id FROM product FORCE INDEX (product_sku) WHERE sku = 'pen'
SELECT id FROM product WHERE (sku, version) IN (('pen', 0), ('book', 0))
SELECT id FROM product WHERE price > (SELECT AVG(price) FROM product)
SELECT id FROM product WHERE price >= ALL (SELECT price FROM product)
SELECT id FROM product WHERE sku REGEXP '^p' AND stock BETWEEN 1 AND 100000
SELECT id, DATEDIFF(CURRENT_DATE, placed), TIMESTAMPDIFF(HOUR, placed, NOW()) FROM orders
SELECT id, LAG(quantity) OVER w, LEAD(quantity) OVER w FROM order_line WINDOW w AS (ORDER BY id)
SELECT id, RANK() OVER (PARTITION BY order_id ORDER BY quantity DESC) FROM order_line
SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM orders
SELECT id, SUM(quantity) OVER (PARTITION BY order_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM order_line
SELECT id, email FROM customer ORDER BY id LIMIT ? OFFSET ?
SELECT id, email FROM customer WHERE city = ?
SELECT id, email, name FROM customer WHERE city = 'Bern' ORDER BY name
SELECT id, stock FROM product WHERE sku = ? FOR UPDATE
SELECT name FROM customer EXCEPT SELECT name FROM product
SELECT name FROM customer UNION SELECT name FROM product
SELECT o.id, c.name FROM orders o INNER JOIN customer c ON c.id = o.customer_id WHERE o.status = 'NEW' ORDER BY o.placed DESC
SELECT o.id, c.name FROM orders o JOIN customer c ON c.id = o.customer_id
SELECT o.id, l.quantity, p.sku FROM orders o JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
SELECT order_id, total FROM order_total WHERE total > 0
SELECT p.sku, SUM(l.quantity * l.price) AS turnover FROM order_line l JOIN product p ON p.id = l.product_id GROUP BY p.sku
SELECT p.sku, SUM(l.quantity * l.price) AS turnover FROM order_line l JOIN product p ON p.id = l.product_id WHERE p.sku = ? GROUP BY p.sku HAVING SUM(l.quantity) >= ?
SELECT t.order_id, t.q FROM (SELECT order_id, SUM(quantity) AS q FROM order_line GROUP BY order_id) t WHERE t.q > 1
UPDATE product SET stock = stock - ?, version = version + 1 WHERE sku = ? AND version = ?
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n
WITH big AS (SELECT order_id, SUM(quantity) AS q FROM order_line GROUP BY order_id) SELECT * FROM big WHERE q > 2
{call restock(?, ?, ?)}
