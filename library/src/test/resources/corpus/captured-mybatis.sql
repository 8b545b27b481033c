DELETE FROM order_line
INSERT INTO customer (email, name, city) VALUES (?, ?, ?)
INSERT INTO customer (email, name, city) VALUES\n  (?, 'Name', ?) , (?, 'Name', ?)
INSERT INTO order_line (order_id, product_id, quantity, price) SELECT ?, id, ?, price FROM product
INSERT INTO orders (customer_id, status, placed) VALUES (?, 'NEW', NOW(6))
INSERT INTO product (sku, name, price, stock) VALUES (?, ?, ?, ?)
SELECT * FROM customer\n  \nORDER BY id
SELECT * FROM customer\n WHERE  city = ? \nORDER BY id
SELECT * FROM customer\n WHERE  email LIKE ? \nORDER BY id
SELECT COUNT(*) FROM customer WHERE city = ?
SELECT LAST_INSERT_ID()
SELECT id, email FROM customer ORDER BY id LIMIT ? OFFSET ?
SELECT id, email FROM customer WHERE city = ?
SELECT id, name FROM customer\nWHERE city IN  (  ? ) \n ORDER BY name
SELECT id, name FROM customer\nWHERE city IN  (  ? , ? ) \n ORDER BY id DESC
SELECT id, stock FROM product WHERE sku = ? FOR UPDATE
SELECT o.id, o.status, c.name, l.quantity, p.sku\nFROM orders o\nJOIN customer c ON c.id = o.customer_id\nLEFT JOIN order_line l ON l.order_id = o.id\nLEFT JOIN product p ON p.id = l.product_id\nWHERE c.email = ?
SELECT p.sku, SUM(l.quantity * l.price) AS turnover FROM order_line l JOIN product p ON p.id = l.product_id WHERE p.sku = ? GROUP BY p.sku HAVING SUM(l.quantity) >= ?
UPDATE product SET stock = stock - ?, version = version + 1 WHERE sku = ? AND version = ?
{call restock(?, ?, ?)}
