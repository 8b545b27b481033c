package io.github.understudy.it.frameworks;

import static org.jooq.impl.DSL.*;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;

/** Queries written in jOOQ's language; each has an answer. */
final class JooqQueries {
    private static final Table<Record> CUSTOMER = table(name("customer"));
    private static final Table<Record> PRODUCT = table(name("product"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> EMAIL = field(name("email"), String.class);
    private static final Field<String> CITY = field(name("city"), String.class);
    private static final Field<String> SKU = field(name("sku"), String.class);
    private static final Field<Integer> STOCK = field(name("stock"), Integer.class);
    private static final Field<BigDecimal> PRICE = field(name("price"), BigDecimal.class);

    private JooqQueries() {}

    static List<ResultQuery<?>> all(DSLContext jooq) {
        List<ResultQuery<?>> all = new ArrayList<>(plain(jooq));
        all.addAll(computed(jooq));
        all.addAll(composed(jooq));
        return all;
    }

    private static List<ResultQuery<?>> plain(DSLContext jooq) {
        return List.of(
                jooq.selectFrom(CUSTOMER),
                jooq.select(ID, EMAIL).from(CUSTOMER).where(CITY.eq("Bern")).orderBy(NAME.desc()),
                jooq.select(ID).from(CUSTOMER).orderBy(ID).limit(2).offset(1),
                jooq.select(ID).from(CUSTOMER).orderBy(ID).seek(0L).limit(2),
                jooq.selectDistinct(CITY).from(CUSTOMER),
                jooq.selectCount().from(CUSTOMER),
                jooq.selectOne(),
                jooq.select(ID).from(CUSTOMER).where(CITY.in("Bern", "Graz").and(NAME.like("Name%"))),
                jooq.select(ID).from(CUSTOMER).where(CITY.isNotNull().andNot(EMAIL.eq("x"))),
                jooq.select(ID).from(CUSTOMER).where(ID.between(0L, 1_000_000L)),
                jooq.select(ID).from(CUSTOMER).where(CITY.contains("er").or(EMAIL.startsWith("c"))),
                jooq.select(ID).from(PRODUCT).where(row(SKU, STOCK).eq("pen", 1000)),
                jooq.select(ID).from(CUSTOMER).where(CITY.isNotDistinctFrom("Bern")),
                jooq.select(ID).from(CUSTOMER).orderBy(CITY.asc().nullsLast(), ID.desc()));
    }

    private static List<ResultQuery<?>> computed(DSLContext jooq) {
        return List.of(
                jooq.select(min(PRICE), max(PRICE), avg(PRICE), sum(STOCK)).from(PRODUCT),
                jooq.select(CITY, count()).from(CUSTOMER).groupBy(CITY).having(count().gt(1)),
                jooq.select(CITY, countDistinct(ID)).from(CUSTOMER).groupBy(rollup(CITY)),
                jooq.select(case_().when(PRICE.gt(BigDecimal.TEN), "dear").otherwise("cheap"))
                        .from(PRODUCT),
                jooq.select(coalesce(CITY, NAME), nullif(CITY, "Bern")).from(CUSTOMER),
                jooq.select(upper(NAME), lower(EMAIL), length(NAME), trim(NAME)).from(CUSTOMER),
                jooq.select(concat(NAME, inline(" in "), CITY), substring(NAME, 1, 3))
                        .from(CUSTOMER),
                jooq.select(replace(EMAIL, "c", "d"), position(EMAIL, "c"), left(NAME, 2))
                        .from(CUSTOMER),
                jooq.select(round(PRICE, 1), floor(PRICE), ceil(PRICE), abs(PRICE), sqrt(PRICE))
                        .from(PRODUCT),
                jooq.select(STOCK.add(1).mul(2).mod(7), greatest(STOCK, inline(3)))
                        .from(PRODUCT),
                jooq.select(currentDate(), currentTimestamp(), currentTime()),
                jooq.select(cast(PRICE, Integer.class), cast(STOCK, String.class))
                        .from(PRODUCT),
                jooq.select(groupConcat(NAME).orderBy(ID).separator("; ")).from(CUSTOMER),
                jooq.select(listAgg(NAME, ", ").withinGroupOrderBy(ID)).from(CUSTOMER),
                jooq.select(ID, rowNumber().over(orderBy(ID))).from(CUSTOMER),
                jooq.select(ID, rank().over(partitionBy(CITY).orderBy(NAME))).from(CUSTOMER),
                jooq.select(ID, sum(STOCK).over(orderBy(ID).rowsUnboundedPreceding()))
                        .from(PRODUCT),
                jooq.select(ID, lag(STOCK).over(orderBy(ID)), lead(STOCK).over(orderBy(ID)))
                        .from(PRODUCT),
                jooq.select(jsonObject(key("sku").value(SKU))).from(PRODUCT));
    }

    private static List<ResultQuery<?>> composed(DSLContext jooq) {
        Table<Record> other = CUSTOMER.as("other");
        Field<Long> otherId = field(name("other", "id"), Long.class);
        Field<Long> customerId = field(name("customer", "id"), Long.class);
        return List.of(
                jooq.select(customerId, otherId).from(CUSTOMER).join(other).on(customerId.eq(otherId)),
                jooq.select(customerId).from(CUSTOMER).leftJoin(other).on(customerId.lt(otherId)),
                jooq.select(customerId).from(CUSTOMER).crossJoin(other),
                jooq.select(customerId).from(CUSTOMER).rightJoin(other).on(customerId.eq(otherId)),
                jooq.select(customerId)
                        .from(CUSTOMER)
                        .whereExists(selectOne().from(other).where(customerId.eq(otherId))),
                jooq.select(ID)
                        .from(CUSTOMER)
                        .whereNotExists(selectOne().from(PRODUCT).where(SKU.eq("none"))),
                jooq.select(ID)
                        .from(PRODUCT)
                        .where(PRICE.ge(org.jooq.impl.DSL.all(select(PRICE).from(PRODUCT)))),
                jooq.select(ID)
                        .from(PRODUCT)
                        .where(ID.in(select(ID).from(PRODUCT).where(STOCK.gt(1)))),
                jooq.select(field(selectCount().from(PRODUCT)), ID).from(CUSTOMER),
                jooq.select(NAME).from(CUSTOMER).union(select(NAME).from(PRODUCT)),
                jooq.select(NAME)
                        .from(CUSTOMER)
                        .unionAll(select(NAME).from(PRODUCT))
                        .orderBy(1)
                        .limit(3),
                jooq.select(NAME).from(CUSTOMER).except(select(NAME).from(PRODUCT)),
                jooq.select(NAME).from(CUSTOMER).intersect(select(NAME).from(CUSTOMER)),
                jooq.with("bern")
                        .as(select(ID).from(CUSTOMER).where(CITY.eq("Bern")))
                        .selectFrom(table(name("bern"))),
                jooq.select()
                        .from(select(CITY, count().as("n"))
                                .from(CUSTOMER)
                                .groupBy(CITY)
                                .asTable("t")),
                jooq.select(exists(selectOne().from(CUSTOMER))));
    }
}
