package io.github.understudy.topology;

/** The family a server belongs to; it decides the SQL dialect, the form of GTIDs and what identifies a node. */
public enum Flavor {
    /** MySQL 8.0 to 9.x and servers that speak as it does (Percona Server). */
    MYSQL,
    /** MariaDB 10.6 and later. */
    MARIADB
}
