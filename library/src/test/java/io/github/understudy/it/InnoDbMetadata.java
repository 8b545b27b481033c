package io.github.understudy.it;

import io.github.understudy.testkit.TestNode;
import java.util.List;

/**
 * The part of MySQL Shell's metadata that the library reads: the same schema, the same names of views and of their columns
 * (version 2.1 and later), over tables that are simpler than the Shell's own.
 */
final class InnoDbMetadata {
    private static final String SCHEMA = "mysql_innodb_cluster_metadata";
    private static final List<String> DEFINITION = List.of(
            "DROP DATABASE IF EXISTS " + SCHEMA,
            "CREATE DATABASE " + SCHEMA,
            "CREATE TABLE " + SCHEMA + ".instances (instance_id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT,"
                    + " cluster_id CHAR(36) CHARACTER SET ascii NOT NULL, mysql_server_uuid CHAR(36) NOT NULL,"
                    + " addresses JSON NOT NULL, attributes JSON)",
            "CREATE TABLE " + SCHEMA + ".clusterset_members (cluster_id CHAR(36) CHARACTER SET ascii PRIMARY KEY,"
                    + " clusterset_id VARCHAR(36) CHARACTER SET ascii, view_id BIGINT UNSIGNED NOT NULL,"
                    + " invalidated BOOL NOT NULL)",
            "CREATE SQL SECURITY INVOKER VIEW " + SCHEMA + ".v2_instances AS SELECT i.instance_id, i.cluster_id,"
                    + " i.mysql_server_uuid, i.addresses->>'$.mysqlClassic' AS endpoint, i.attributes FROM " + SCHEMA
                    + ".instances i",
            "CREATE SQL SECURITY INVOKER VIEW " + SCHEMA + ".v2_cs_members AS SELECT view_id, clusterset_id,"
                    + " cluster_id, invalidated FROM " + SCHEMA + ".clusterset_members");

    private final TestNode primary;

    /** @param primary takes the writes, and so the metadata's changes */
    InnoDbMetadata(TestNode primary) {
        this.primary = primary;
    }

    void create() {
        DEFINITION.forEach(primary::execute);
    }

    void grantTo(String user) {
        primary.execute("GRANT SELECT ON " + SCHEMA + ".* TO " + user);
    }

    void add(String cluster, TestNode node) {
        add(cluster, String.valueOf(node.query("SELECT @@server_uuid")), node.advertisedAddress());
    }

    void add(String cluster, String uuid, String address) {
        primary.execute("INSERT INTO " + SCHEMA + ".instances (cluster_id, mysql_server_uuid, addresses, attributes)"
                + " VALUES ('" + cluster + "', '" + uuid + "', JSON_OBJECT('mysqlClassic', '" + address
                + "'), JSON_OBJECT('instance_type', 'group-member'))");
    }

    /** @param tags JSON, as MySQL Shell's {@code setInstanceOption("tag:…")} keeps them */
    void tag(TestNode node, String tags) {
        primary.execute("UPDATE " + SCHEMA + ".instances SET attributes = JSON_SET(attributes, '$.tags', CAST('" + tags
                + "' AS JSON)) WHERE mysql_server_uuid = '" + node.query("SELECT @@server_uuid") + "'");
    }

    void clusterSet(String cluster, int view, boolean invalidated) {
        primary.execute("REPLACE INTO " + SCHEMA + ".clusterset_members VALUES ('" + cluster + "', 'set1', " + view
                + ", " + invalidated + ")");
    }

    void remove() {
        primary.execute("DROP DATABASE IF EXISTS " + SCHEMA);
    }
}
