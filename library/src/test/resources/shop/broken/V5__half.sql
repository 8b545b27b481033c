CREATE TABLE half (id INT PRIMARY KEY);
INSERT INTO half (id, missing) VALUES (1, 1);
