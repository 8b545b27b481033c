INSERT INTO product (sku, name, price, stock) VALUES ('book', 'Book', 12, 1000)
INSERT INTO product (sku, name, price, stock) VALUES ('pen', 'Pen', 1.5, 1000)
insert into `customer` (`email`, `name`, `city`) values (?, ?, ?) returning `id`
