CREATE TABLE article (
    id          INT            NOT NULL PRIMARY KEY,
    slug        VARCHAR(40)    NOT NULL UNIQUE,
    name        VARCHAR(80)    NOT NULL,
    category    VARCHAR(40)    NOT NULL,
    description VARCHAR(500)   NOT NULL,
    price       DECIMAL(10, 2) NOT NULL,
    stock       INT            NOT NULL CHECK (stock >= 0)
);

CREATE TABLE orders (
    id        CHAR(36)       NOT NULL PRIMARY KEY,
    version   INT            NOT NULL,
    customer  CHAR(36)       NOT NULL,
    name      VARCHAR(80)    NOT NULL,
    address   VARCHAR(200)   NOT NULL,
    placed_at DATETIME(6)    NOT NULL,
    total     DECIMAL(10, 2) NOT NULL,
    KEY (customer, placed_at)
);

CREATE TABLE order_line (
    order_id   CHAR(36)       NOT NULL,
    position   INT            NOT NULL,
    article_id INT            NOT NULL,
    slug       VARCHAR(40)    NOT NULL,
    name       VARCHAR(80)    NOT NULL,
    quantity   INT            NOT NULL,
    price      DECIMAL(10, 2) NOT NULL,
    PRIMARY KEY (order_id, position),
    FOREIGN KEY (order_id) REFERENCES orders (id)
);
