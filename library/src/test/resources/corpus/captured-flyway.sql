-- The word "order" is reserved.\nCREATE TABLE orders (\n  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,\n  customer_id BIGINT NOT NULL,\n  status VARCHAR(20) NOT NULL,\n  placed DATETIME(6) NOT NULL,\n  version INT NOT NULL DEFAULT 0,\n  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customer (id)\n)
CREATE INDEX `flyway_schema_history_s_idx` ON `app`.`flyway_schema_history` (`success`)
CREATE OR REPLACE VIEW order_total AS\n  SELECT order_id, SUM(quantity * price) AS total, COUNT(*) AS line_count\n  FROM order_line\n  GROUP BY order_id
CREATE PROCEDURE restock(IN which VARCHAR(40), IN amount INT, OUT now_there INT)\nBEGIN\n  UPDATE product SET stock = stock + amount WHERE sku = which;\n  SELECT stock INTO now_there FROM product WHERE sku = which;\nEND
CREATE TABLE IF NOT EXISTS half (id INT PRIMARY KEY)
CREATE TABLE `app`.`flyway_schema_history` (\n    `installed_rank` INT NOT NULL,\n    `version` VARCHAR(50),\n    `description` VARCHAR(200) NOT NULL,\n    `type` VARCHAR(20) NOT NULL,\n    `script` VARCHAR(1000) NOT NULL,\n    `checksum` INT,\n    `installed_by` VARCHAR(100) NOT NULL,\n    `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n    `execution_time` INT NOT NULL,\n    `success` BOOL NOT NULL,\n    CONSTRAINT  PRIMARY KEY (`installed_rank`)\n)
CREATE TABLE `app`.`flyway_schema_history` (\n    `installed_rank` INT NOT NULL,\n    `version` VARCHAR(50),\n    `description` VARCHAR(200) NOT NULL,\n    `type` VARCHAR(20) NOT NULL,\n    `script` VARCHAR(1000) NOT NULL,\n    `checksum` INT,\n    `installed_by` VARCHAR(100) NOT NULL,\n    `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n    `execution_time` INT NOT NULL,\n    `success` BOOL NOT NULL,\n    CONSTRAINT  PRIMARY KEY (`installed_rank`)\n) AS SELECT     1 as "installed_rank",     '0' as "version",     '<< Flyway Baseline >>' as "description",     'BASELINE' as "type",     '<< Flyway Baseline >>' as "script",     NULL as "checksum",     'app' as "installed_by",     CURRENT_TIMESTAMP as "installed_on",     0 as "execution_time",     TRUE as "success"
CREATE TABLE `app`.`flyway_schema_history` (\n    `installed_rank` INT NOT NULL,\n    `version` VARCHAR(50),\n    `description` VARCHAR(200) NOT NULL,\n    `type` VARCHAR(20) NOT NULL,\n    `script` VARCHAR(1000) NOT NULL,\n    `checksum` INT,\n    `installed_by` VARCHAR(100) NOT NULL,\n    `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n    `execution_time` INT NOT NULL,\n    `success` BOOL NOT NULL,\n    CONSTRAINT `flyway_schema_history_pk` PRIMARY KEY (`installed_rank`)\n)
CREATE TABLE customer (\n  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,\n  email VARCHAR(100) NOT NULL,\n  name VARCHAR(100) NOT NULL,\n  city VARCHAR(60),\n  version INT NOT NULL DEFAULT 0,\n  UNIQUE KEY customer_email (email)\n)
CREATE TABLE half (id INT PRIMARY KEY)
CREATE TABLE note (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, text VARCHAR(200))
CREATE TABLE order_line (\n  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,\n  order_id BIGINT NOT NULL,\n  product_id BIGINT NOT NULL,\n  quantity INT NOT NULL,\n  price DECIMAL(10, 2) NOT NULL,\n  CONSTRAINT line_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,\n  CONSTRAINT line_product FOREIGN KEY (product_id) REFERENCES product (id)\n)
CREATE TABLE product (\n  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,\n  sku VARCHAR(40) NOT NULL,\n  name VARCHAR(100) NOT NULL,\n  price DECIMAL(10, 2) NOT NULL,\n  stock INT NOT NULL,\n  version INT NOT NULL DEFAULT 0,\n  UNIQUE KEY product_sku (sku)\n)
DELETE FROM `app`.`flyway_schema_history` WHERE `success` = 0 AND `version` = ?
DROP PROCEDURE `app`.`restock`
DROP TABLE `app`.`customer`
DROP TABLE `app`.`existing`
DROP TABLE `app`.`flyway_schema_history`
DROP TABLE `app`.`half`
DROP TABLE `app`.`note`
DROP TABLE `app`.`order_line`
DROP TABLE `app`.`orders`
DROP TABLE `app`.`product`
DROP VIEW `app`.`order_total`
INSERT INTO `app`.`flyway_schema_history` (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `execution_time`, `success`) VALUES (1, '0', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', NULL, 'app', 0, 1)
INSERT INTO `app`.`flyway_schema_history` (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `execution_time`, `success`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
INSERT INTO half (id) VALUES (1)
INSERT INTO half (id, missing) VALUES (1, 1)
INSERT INTO note (text) VALUES ('moved')
INSERT INTO product (sku, name, price, stock) VALUES ('gift', 'Gift card', 25.00, 100000)
SELECT * FROM `app`.`flyway_schema_history` FOR UPDATE
SELECT @@GLOBAL.ENFORCE_GTID_CONSISTENCY
SELECT @@GLOBAL.WSREP_ON
SELECT @@foreign_key_checks
SELECT @@sql_safe_updates
SELECT COUNT(1) FROM information_schema.schemata WHERE schema_name=? LIMIT 1
SELECT DATABASE()
SELECT GET_LOCK(?,10)
SELECT RELEASE_LOCK('Flyway--320650056')
SELECT SUBSTRING_INDEX(USER(),'@',1)
SELECT SUM(found) FROM ((SELECT 1 as found FROM information_schema.tables WHERE table_schema=?) UNION ALL (SELECT 1 as found FROM information_schema.views WHERE table_schema=? LIMIT 1) UNION ALL (SELECT 1 as found FROM information_schema.table_constraints WHERE table_schema=? LIMIT 1) UNION ALL (SELECT 1 as found FROM information_schema.triggers WHERE event_object_schema=?  LIMIT 1) UNION ALL (SELECT 1 as found FROM information_schema.routines WHERE routine_schema=? LIMIT 1) UNION ALL (SELECT 1 as found FROM information_schema.events WHERE event_schema=? LIMIT 1)) as all_found
SELECT `installed_rank`,`version`,`description`,`type`,`script`,`checksum`,`installed_on`,`installed_by`,`execution_time`,`success` FROM `app`.`flyway_schema_history` WHERE `installed_rank` > ? ORDER BY `installed_rank`
SELECT event_name FROM information_schema.events LIMIT 1
SELECT event_name FROM information_schema.events WHERE event_schema=?
SELECT routine_name as 'N', routine_type as 'T' FROM information_schema.routines WHERE routine_schema=?
SELECT table_name FROM information_schema.tables WHERE table_schema=? AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
SELECT table_name FROM information_schema.tables WHERE table_schema=? AND table_type='SEQUENCE'
SELECT table_name FROM information_schema.views WHERE table_schema=?
SELECT variable_name FROM information_schema.user_variables WHERE variable_value IS NOT NULL
SELECT variable_name FROM performance_schema.user_variables_by_thread WHERE variable_value IS NOT NULL
SELECT version()
SET @source_binlog_checksum=NULL,@master_binlog_checksum=NULL,@replica_uuid=NULL,@slave_uuid=NULL,@source_heartbeat_period=NULL,@master_heartbeat_period=NULL
SET @source_binlog_checksum=NULL,@master_binlog_checksum=NULL,@replica_uuid=NULL,@slave_uuid=NULL,@source_heartbeat_period=NULL,@master_heartbeat_period=NULL,@source_binlog_checksum=NULL,@master_binlog_checksum=NULL,@replica_uuid=NULL,@slave_uuid=NULL,@source_heartbeat_period=NULL,@master_heartbeat_period=NULL
SET FOREIGN_KEY_CHECKS = 0
SET FOREIGN_KEY_CHECKS = 1
SET foreign_key_checks=?, sql_safe_updates=?
SHOW DATABASES LIKE 'RDSAdmin';
select VARIABLE_VALUE from performance_schema.global_variables where variable_name = 'pxc_strict_mode'
