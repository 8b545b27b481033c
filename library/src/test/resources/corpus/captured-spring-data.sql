DELETE FROM `customer`
DELETE FROM `customer` WHERE `customer`.`city` = ?
DELETE FROM `order_line` WHERE `order_line`.`order_id` = ?
DELETE FROM `order_line` WHERE `order_line`.`order_id` IN (?, ?, ?, ?)
DELETE FROM `order_line` WHERE `order_line`.`order_id` IS NOT NULL
DELETE FROM `orders`
DELETE FROM `orders` WHERE `orders`.`id` = ?
DELETE FROM `orders` WHERE `orders`.`id` = ? AND `orders`.`version` = ?
INSERT INTO `customer` (`city`, `email`, `name`, `version`) VALUES (?, ?, ?, ?)
INSERT INTO `order_line` (`id`, `order_id`, `price`, `product_id`, `quantity`) VALUES (?, ?, ?, ?, ?)
INSERT INTO `order_line` (`order_id`, `price`, `product_id`, `quantity`) VALUES (?, ?, ?, ?)
INSERT INTO `orders` (`customer_id`, `placed`, `status`, `version`) VALUES (?, ?, ?, ?)
INSERT INTO `product` (`name`, `price`, `sku`, `stock`, `version`) VALUES (?, ?, ?, ?, ?)
SELECT COUNT(*) FROM `customer`
SELECT COUNT(*) FROM `customer` WHERE `customer`.`city` = ?
SELECT COUNT(*) FROM `orders`
SELECT COUNT(*) FROM orders JOIN customer ON customer.id = customer_id WHERE city = ?
SELECT COUNT(1) FROM `customer` WHERE (`customer`.`city` = ?)
SELECT COUNT(`customer`.`id`) FROM `customer` WHERE `customer`.`id` = ?
SELECT `customer`.`email` AS `email` FROM `customer` WHERE `customer`.`city` != ? ORDER BY `customer`.`email` ASC
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer`
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` ORDER BY `customer`.`city` ASC, `customer`.`email` ASC
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` ORDER BY `customer`.`email` DESC LIMIT 2
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE (`customer`.`city` = ?) ORDER BY `customer`.`id` ASC
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE (`customer`.`city` = ?) ORDER BY `customer`.`id` ASC LIMIT 3
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`city` = ?
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`city` = ? ORDER BY `customer`.`id` ASC LIMIT 0, 2
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`city` = ? ORDER BY `customer`.`id` ASC LIMIT 2, 2
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`city` = ? ORDER BY `customer`.`name` ASC
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`city` IN (?, ?) ORDER BY `customer`.`id` DESC LIMIT 3
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`city` IS NULL OR (UPPER(`customer`.`name`) LIKE UPPER(?))
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`email` = ?
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`email` LIKE ? LIMIT 0, 5
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`email` LIKE ? LIMIT 4, 5
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`id` = ?
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`id` BETWEEN ? AND ? AND (`customer`.`email` NOT LIKE ?)
SELECT `customer`.`id` AS `id`, `customer`.`name` AS `name`, `customer`.`city` AS `city`, `customer`.`email` AS `email`, `customer`.`version` AS `version` FROM `customer` WHERE `customer`.`id` IN (?, ?)
SELECT `customer`.`id` FROM `customer` WHERE `customer`.`email` = ? LIMIT 1
SELECT `order_line`.`id` AS `id`, `order_line`.`price` AS `price`, `order_line`.`quantity` AS `quantity`, `order_line`.`product_id` AS `product_id` FROM `order_line` WHERE `order_line`.`order_id` = ?
SELECT `orders`.`id` AS `id` FROM `orders` FOR UPDATE
SELECT `orders`.`id` AS `id` FROM `orders` WHERE `orders`.`id` = ? FOR UPDATE
SELECT `orders`.`id` AS `id`, `orders`.`status` AS `status`, `orders`.`placed` AS `placed`, `orders`.`version` AS `version`, `orders`.`customer_id` AS `customer_id` FROM `orders`
SELECT `orders`.`id` AS `id`, `orders`.`status` AS `status`, `orders`.`placed` AS `placed`, `orders`.`version` AS `version`, `orders`.`customer_id` AS `customer_id` FROM `orders` WHERE `orders`.`id` = ?
SELECT `orders`.`id` AS `id`, `orders`.`status` AS `status`, `orders`.`placed` AS `placed`, `orders`.`version` AS `version`, `orders`.`customer_id` AS `customer_id` FROM `orders` WHERE `orders`.`status` = ? AND (`orders`.`placed` < ?)
SELECT `product`.`id` AS `id`, `product`.`sku` AS `sku`, `product`.`name` AS `name`, `product`.`price` AS `price`, `product`.`stock` AS `stock`, `product`.`version` AS `version` FROM `product` WHERE `product`.`sku` = ?
SELECT `product`.`id` AS `id`, `product`.`sku` AS `sku`, `product`.`name` AS `name`, `product`.`price` AS `price`, `product`.`stock` AS `stock`, `product`.`version` AS `version` FROM `product` WHERE `product`.`sku` = ? LIMIT 1 FOR UPDATE
SELECT `product`.`id` AS `id`, `product`.`sku` AS `sku`, `product`.`name` AS `name`, `product`.`price` AS `price`, `product`.`stock` AS `stock`, `product`.`version` AS `version` FROM `product` WHERE `product`.`stock` > ? LOCK IN SHARE MODE
SELECT c.* FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = ?)
SELECT city, COUNT(*) AS customers FROM customer GROUP BY city HAVING COUNT(*) >= ? ORDER BY city
UPDATE `orders` SET `status` = ?, `placed` = ?, `version` = ?, `customer_id` = ? WHERE `orders`.`id` = ? AND `orders`.`version` = ?
UPDATE `product` SET `sku` = ?, `name` = ?, `price` = ?, `stock` = ?, `version` = ? WHERE `product`.`id` = ? AND `product`.`version` = ?
UPDATE customer SET city = ?, version = version + 1 WHERE city = ?
