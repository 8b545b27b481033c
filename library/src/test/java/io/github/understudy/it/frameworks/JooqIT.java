package io.github.understudy.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop on jOOQ. */
@ClusterTest(replicas = 2, semiSync = true)
class JooqIT {
    private static final Table<Record> CUSTOMER = table(name("customer"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> EMAIL = field(name("email"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> CITY = field(name("city"), String.class);
    private static final Table<Record> PRODUCT = table(name("product"));
    private static final Field<String> SKU = field(name("sku"), String.class);
    private static final Field<Integer> STOCK = field(name("stock"), Integer.class);

    private final Cluster cluster;
    private Shop shop;
    private DSLContext jooq;

    JooqIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(cluster, "jooq");
        jooq = DSL.using(shop.dataSource, dialect(), new Settings().withRenderGroupConcatMaxLenSessionVariable(false));
        jooq.batch(
                        "INSERT INTO product (sku, name, price, stock) VALUES ('pen', 'Pen', 1.5, 1000)",
                        "INSERT INTO product (sku, name, price, stock) VALUES ('book', 'Book', 12, 1000)")
                .execute();
        for (int i = 0; i < 6; i++) {
            addAlone("c" + i, i % 2 == 0 ? "Bern" : "Graz");
        }
    }

    /**
     * What jOOQ itself makes of the connection. With Connector/J that is MySQL, on MariaDB's server and a plain connection, too;
     * told MariaDB, it would send {@code INSERT … RETURNING}, whose rows Connector/J can't read on a plain connection either.
     */
    private SQLDialect dialect() throws SQLException {
        try (Connection connection = shop.dataSource.getConnection()) {
            return JDBCUtils.dialect(connection);
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** Key and row are of one connection, so within a transaction only. */
    private static Long add(DSLContext inside, String email, String city) {
        inside.insertInto(CUSTOMER, EMAIL, NAME, CITY)
                .values(email, "Name of " + email, city)
                .execute();
        return inside.lastID().longValue();
    }

    private Long addAlone(String email, String city) {
        return jooq.transactionResult(configuration -> add(configuration.dsl(), email, city));
    }

    private int count(String city) {
        return jooq.fetchCount(CUSTOMER, CITY.eq(city));
    }

    @Test
    void answersEveryQuery() {
        for (var query : JooqQueries.all(jooq)) {
            assertThat(query.fetch()).as(query.getSQL()).isNotEmpty();
        }
    }

    @Test
    void readsWhatItWroteAtOnce() {
        for (int i = 0; i < 30; i++) {
            Long id = addAlone("at-once" + i, "Linz");
            assertThat(id).isPositive();
            assertThat(count("Linz")).isEqualTo(i + 1);
        }
    }

    @Test
    void locksChangesAndRollsBack() {
        assertThatThrownBy(() -> jooq.transaction(configuration -> {
                    DSLContext inside = configuration.dsl();
                    inside.select(STOCK)
                            .from(PRODUCT)
                            .where(SKU.eq("pen"))
                            .forUpdate()
                            .fetch();
                    inside.update(PRODUCT)
                            .set(STOCK, STOCK.minus(10))
                            .where(SKU.eq("pen"))
                            .execute();
                    inside.transaction(
                            nested -> nested.dsl().deleteFrom(CUSTOMER).execute());
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(jooq.fetchCount(CUSTOMER)).isEqualTo(6);
        assertThat(jooq.fetchValue("SELECT stock FROM product WHERE sku = 'pen'"))
                .isEqualTo(1000);
    }

    @Test
    void streamsALargeResultThatWasWrittenInABatch() {
        org.jooq.BatchBindStep batch =
                jooq.batch(jooq.insertInto(CUSTOMER, EMAIL, NAME, CITY).values((String) null, null, null));
        for (int i = 0; i < 500; i++) {
            batch = batch.bind("many" + i, "Name", "Wien");
        }
        batch.execute();
        try (var rows = jooq.selectFrom(CUSTOMER)
                .where(CITY.eq("Wien"))
                .fetchSize(Shop.streaming())
                .fetchLazy()) {
            assertThat(rows.stream().count()).isEqualTo(500);
        }
    }

    @Test
    void aDuplicateIsJooqsOwnException() {
        assertThatThrownBy(() -> addAlone("c1", "Bern")).isInstanceOf(IntegrityConstraintViolationException.class);
    }

    @Test
    void aLostTransactionIsToldAndTheNextOneWorks() {
        assertThatThrownBy(() -> jooq.transaction(configuration -> {
                    add(configuration.dsl(), "lost", "Linz");
                    shop.killAndPromote();
                    add(configuration.dsl(), "lost-too", "Linz");
                }))
                .isInstanceOf(DataAccessException.class)
                .hasCauseInstanceOf(TransactionLostException.class);

        jooq.transaction(configuration -> add(configuration.dsl(), "next", "Linz"));
        assertThat(count("Linz")).isEqualTo(1);
    }

    @Test
    void takesOrdersThroughASwitchoverAndAFailover() {
        AtomicInteger numbers = new AtomicInteger();
        Workload workload = shop.throughSwitchoverAndFailover(() -> jooq.transactionResult(configuration -> {
            Long key = add(configuration.dsl(), "load" + numbers.incrementAndGet(), "Linz");
            // Last, since a switchover and a row that all wait for would block one another within the server.
            configuration
                    .dsl()
                    .update(PRODUCT)
                    .set(STOCK, STOCK.minus(1))
                    .where(SKU.eq("pen"))
                    .execute();
            return key;
        }));

        workload.assertOnlyToldLosses(DataAccessException.class);
        workload.assertWritten(count("Linz"));
    }
}
