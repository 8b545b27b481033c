package io.github.understudy.testkit;

import io.github.understudy.testkit.server.MariaDbProduct;
import io.github.understudy.testkit.server.MySqlProduct;
import io.github.understudy.testkit.server.Product;
import io.github.understudy.testkit.sql.Dialect;
import io.github.understudy.testkit.sql.MariaDbDialect;
import io.github.understudy.testkit.sql.MySqlDialect;

/** Whose servers a cluster consists of. */
public enum ServerFlavor {

    /** MySQL, from 8.0.30 on. */
    MYSQL(new MySqlProduct(), new MySqlDialect()),

    /** MariaDB, from 10.10 on. */
    MARIADB(new MariaDbProduct(), new MariaDbDialect());

    private final Product product;
    private final Dialect dialect;

    ServerFlavor(Product product, Dialect dialect) {
        this.product = product;
        this.dialect = dialect;
    }

    Product product() {
        return product;
    }

    Dialect dialect() {
        return dialect;
    }
}
