package io.github.understudy.it.frameworks;

/** One in a line; each has an answer. */
final class HibernateQueries {
    private HibernateQueries() {}

    static final String JPQL = """
            from Customer
            from Customer where email = 'c1@example.org'
            from Customer where city = 'Bern' order by name desc
            from Customer where city in ('Bern', 'Graz') and name like 'Name%'
            from Customer c where c.city is not null and not (c.email = 'x' or c.name = 'y')
            from Order
            from Order o join fetch o.customer
            from Order o left join fetch o.lines
            from Order o join fetch o.lines l join fetch l.product
            select distinct o from Order o join fetch o.lines where o.status = 'NEW'
            select c.name from Customer c
            select c.id, c.email from Customer c order by c.id
            select distinct c.city from Customer c
            select new map(c.name as name, c.city as city) from Customer c
            select count(*) from Customer
            select count(distinct c.city) from Customer c
            select min(p.price), max(p.price), avg(p.price), sum(p.stock) from Product p
            select c.city, count(c) from Customer c group by c.city
            select c.city, count(c) from Customer c group by c.city having count(c) > 1 order by count(c) desc
            select l.product.sku, sum(l.quantity * l.price) from Line l group by l.product.sku
            select o.customer.city, sum(l.quantity) from Order o join o.lines l group by o.customer.city
            select c from Customer c where exists (select 1 from Order o where o.customer = c)
            select c from Customer c where not exists (select 1 from Order o where o.customer = c and o.status = 'PAID')
            select c from Customer c where size(c.orders) = 1
            select c from Customer c where c.orders is not empty
            select p from Product p where p.price > (select avg(q.price) from Product q)
            select p from Product p where p.price >= all (select q.price from Product q)
            select p from Product p where p.id in (select l.product.id from Line l where l.quantity > 3)
            select case when p.price > 10 then 'dear' else 'cheap' end from Product p
            select case p.sku when 'pen' then 1 when 'book' then 2 else 3 end from Product p
            select coalesce(c.city, 'nowhere'), nullif(c.city, 'Bern') from Customer c
            select upper(c.name), lower(c.email), length(c.name) from Customer c
            select concat(c.name, ' in ', c.city) from Customer c
            select substring(c.email, 1, 3), locate('@', c.email), trim(c.name) from Customer c
            select replace(c.email, 'example', 'test'), left(c.name, 2), right(c.name, 2) from Customer c
            select lpad(c.city, 10, '.'), rpad(c.city, 10, '.') from Customer c
            select abs(p.stock), mod(p.stock, 7), sqrt(p.price), round(p.price, 1), floor(p.price), ceiling(p.price) from Product p
            select year(o.placed), month(o.placed), day(o.placed), hour(o.placed) from Order o
            select extract(week from o.placed), extract(minute from o.placed) from Order o
            select o from Order o where o.placed < local datetime + 10 day
            select local date, local time, local datetime, current_timestamp from Product p
            select cast(p.stock as string), cast(p.price as integer) from Product p
            select o.id, row_number() over (order by o.id) from Order o
            select o.id, rank() over (partition by o.status order by o.placed) from Order o
            select l.id, sum(l.quantity) over (partition by l.order.id order by l.id) from Line l
            select l.id, lag(l.quantity) over (order by l.id), lead(l.quantity, 2) over (order by l.id) from Line l
            select l.id, first_value(l.price) over (order by l.id rows between 1 preceding and current row) from Line l
            select c.name from Customer c union select p.name from Product p
            select c.name from Customer c union all select p.name from Product p
            select c.name from Customer c intersect select d.name from Customer d where d.city = 'Bern'
            select c.name from Customer c except select d.name from Customer d where d.city = 'Bern'
            with big as (select l.order.id as oid, sum(l.quantity) as q from Line l group by l.order.id) select b.oid from big b where b.q > 3
            select o.id, t.q from Order o join (select l.order.id as oid, sum(l.quantity) as q from Line l group by l.order.id) t on t.oid = o.id
            select c, o from Customer c left join Order o on o.customer = c and o.status = 'NEW'
            select c.id, p.id from Customer c cross join Product p
            select o from Order o where o.customer.city = 'Graz' and o.status <> 'PAID' order by o.placed desc nulls last
            select listagg(c.name, ', ') within group (order by c.id) from Customer c
            select c.id from Customer c where c.id between 0 and 1000000 order by c.city, c.id desc
            select greatest(p.stock, 3), least(p.stock, 3) from Product p
            select o.id, (select count(*) from Line l where l.order = o) from Order o
            select p.sku, sum(case when l.quantity > 2 then 1 else 0 end) from Line l join l.product p group by p.sku
            from Order o where (o.status, o.version) = ('NEW', 0)
            from Line l where l.order.customer.city = 'Bern' and l.product.price > 1 order by l.order.id, l.id fetch first 3 rows only
            from Customer order by id limit 2 offset 1
            """;
}
