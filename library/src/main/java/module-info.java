/** Failover, read/write splitting and replica selection for MySQL and MariaDB, inside the application. */
module io.github.understudy {
    requires java.naming;
    requires transitive java.sql;
    requires transitive com.zaxxer.hikari;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires org.slf4j;
    requires static jdk.jfr;
    requires static org.jspecify;
    requires static micrometer.core;
    requires static mysql.connector.j;
    requires static org.mariadb.jdbc;

    exports io.github.understudy;
    exports io.github.understudy.consistency;
    exports io.github.understudy.event;
    exports io.github.understudy.exception;
    exports io.github.understudy.insight;
    exports io.github.understudy.metrics;
    exports io.github.understudy.route;
    exports io.github.understudy.topology;
    // The drivers make their socket factories by class name.
    exports io.github.understudy.internal.pool to
            mysql.connector.j,
            org.mariadb.jdbc;

    provides java.sql.Driver with
            io.github.understudy.UnderstudyDriver;
}
