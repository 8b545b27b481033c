--liquibase formatted sql
--changeset shop:1
CREATE TABLE by_liquibase (id INT PRIMARY KEY);
INSERT INTO by_liquibase VALUES (1);
