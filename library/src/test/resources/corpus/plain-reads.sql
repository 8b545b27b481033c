-- source: Hibernate 6
select o1_0.id,o1_0.customer_id,o1_0.status,o1_0.version from orders o1_0 where o1_0.id=?
select c1_0.id,c1_0.email,c1_0.name,a1_0.customer_id,a1_0.id,a1_0.city from customer c1_0 left join address a1_0 on c1_0.id=a1_0.customer_id where c1_0.id=?
select p1_0.id,p1_0.name,p1_0.price from product p1_0 order by p1_0.name limit ?,?
select p1_0.id,p1_0.name from product p1_0 where lower(p1_0.name) like ? escape '!' limit ?
select p1_0.id from product p1_0 where p1_0.name like ? escape '\\'
select count(o1_0.id) from orders o1_0 where o1_0.status=?
select count(*) from (select distinct o1_0.id from orders o1_0 join line l1_0 on o1_0.id=l1_0.order_id) derived1_
select distinct c1_0.id,c1_0.name from customer c1_0 join orders o1_0 on c1_0.id=o1_0.customer_id where o1_0.created>=?
select o1_0.id from orders o1_0 where exists(select 1 from line l1_0 where l1_0.order_id=o1_0.id and l1_0.quantity>?)
select o1_0.id,case when o1_0.total>100 then 'big' else 'small' end from orders o1_0
select sum(l1_0.quantity*l1_0.price),avg(l1_0.price) from line l1_0 group by l1_0.order_id having sum(l1_0.quantity)>?
select row_number() over(partition by o1_0.customer_id order by o1_0.created desc),o1_0.id from orders o1_0
select a1_0.id,a1_0.dtype,a1_0.name from animal a1_0 where a1_0.dtype in ('Cat','Dog')
with cte1 (id,parent_id) as (select c1_0.id,c1_0.parent_id from category c1_0 where c1_0.id=?) select c2_0.id from cte1 c2_0
with recursive tree(id,parent_id) as (select c1_0.id,c1_0.parent_id from category c1_0 where c1_0.parent_id is null union all select c2_0.id,c2_0.parent_id from category c2_0 join tree t on c2_0.parent_id=t.id) select t.id from tree t
select coalesce(o1_0.note,''),concat(c1_0.first,' ',c1_0.last),extract(year from o1_0.created) from orders o1_0 join customer c1_0 on c1_0.id=o1_0.customer_id
select o1_0.id from orders o1_0 where o1_0.created between ? and ? and o1_0.status in (?,?,?)
select cast(o1_0.total as char),nullif(o1_0.total,0),abs(o1_0.total) from orders o1_0
select timestampdiff(microsecond,o1_0.created,o1_0.updated) from orders o1_0
select l1_0.x from lateral (select 1 as x) l1_0
-- source: jOOQ
select `shop`.`book`.`id`, `shop`.`book`.`title` from `shop`.`book` where `shop`.`book`.`author_id` = ?
select `t`.`a`, count(*) from `t` group by `t`.`a` having count(*) > ? order by `t`.`a` desc limit ? offset ?
select `a`.`id`, (select count(*) from `shop`.`book` as `b` where `b`.`author_id` = `a`.`id`) as `books` from `shop`.`author` as `a`
select 1 as `one` from dual where exists (select 1 as `one` from `shop`.`book` where `shop`.`book`.`id` = ?)
with `t` as (select `shop`.`book`.`id` from `shop`.`book`) select `t`.`id` from `t`
with recursive `t`(`n`) as (select 1 union all select (`t`.`n` + 1) from `t` where `t`.`n` < ?) select `t`.`n` from `t`
select `v`.`a`, `v`.`b` from (select ? as `a`, ? as `b` union all select ?, ?) as `v` (`a`, `b`)
select `shop`.`book`.`id`, rank() over (order by `shop`.`book`.`price`) as `r` from `shop`.`book`
(select `id` from `a`) union all (select `id` from `b`) order by `id` limit ?
select json_arrayagg(json_array(`shop`.`book`.`id`, `shop`.`book`.`title`)) from `shop`.`book`
select coalesce(json_merge_preserve('[]', concat('[', group_concat(json_object('id', `b`.`id`) separator ','), ']')), json_array()) from `b`
select `b`.`id` from `b` where (`b`.`x`, `b`.`y`) in ((?, ?), (?, ?))
select cast(`b`.`x` as signed), if(`b`.`y` > ?, ?, ?), ifnull(`b`.`z`, ?) from `b`
select date_add(`b`.`d`, interval ? day), date_format(`b`.`d`, '%Y') from `b`
select any_value(`b`.`x`) from `b` group by `b`.`y`
-- source: MyBatis
SELECT id, name, email FROM users WHERE id = ?
SELECT * FROM users WHERE name LIKE CONCAT('%', ?, '%') AND status IN ( ? , ? )
select id, user_id,\n    amount\n  from payment\n  where user_id = ?\n  order by id desc
SELECT COUNT(0) FROM users WHERE status = ?
SELECT u.*, r.name AS role_name FROM users u LEFT JOIN user_role ur ON u.id = ur.user_id LEFT JOIN role r ON r.id = ur.role_id
SELECT * FROM users ORDER BY id LIMIT ?, ?
SELECT COUNT(*) FROM (SELECT DISTINCT name FROM users) tmp_count
SELECT IFNULL(SUM(amount), 0) FROM payment WHERE created_at >= DATE_SUB(NOW(), INTERVAL 7 DAY)
SELECT DATE_FORMAT(created_at, '%Y-%m-%d') d, COUNT(*) c FROM payment GROUP BY d
SELECT id FROM users WHERE FIND_IN_SET(?, tags)
-- source: Spring Data JPA
select u1_0.id,u1_0.email from users u1_0 where u1_0.email=? limit ?
select u1_0.id from users u1_0 where u1_0.active=1 order by u1_0.id desc limit ?,?
select count(*) from users u1_0 where u1_0.active=?
select 1 from users u1_0 where u1_0.id=? limit 1
select count(u1_0.id) from users u1_0
select u.name as name, count(o.id) as orders from users u left join orders o on o.user_id = u.id group by u.id, u.name
-- source: sysbench oltp_read_only
SELECT c FROM sbtest1 WHERE id=?
SELECT c FROM sbtest1 WHERE id BETWEEN ? AND ?
SELECT SUM(k) FROM sbtest1 WHERE id BETWEEN ? AND ?
SELECT c FROM sbtest1 WHERE id BETWEEN ? AND ? ORDER BY c
SELECT DISTINCT c FROM sbtest1 WHERE id BETWEEN ? AND ? ORDER BY c
-- source: TPC-C
SELECT c_discount, c_last, c_credit, w_tax FROM customer, warehouse WHERE w_id = ? AND c_w_id = w_id AND c_d_id = ? AND c_id = ?
SELECT i_price, i_name, i_data FROM item WHERE i_id = ?
SELECT w_street_1, w_street_2, w_city, w_state, w_zip, w_name FROM warehouse WHERE w_id = ?
SELECT d_street_1, d_street_2, d_city, d_state, d_zip, d_name FROM district WHERE d_w_id = ? AND d_id = ?
SELECT count(c_id) FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_last = ?
SELECT c_id FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_last = ? ORDER BY c_first
SELECT c_data FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_id = ?
SELECT c_balance, c_first, c_middle, c_last FROM customer WHERE c_w_id = ? AND c_d_id = ? AND c_last = ? ORDER BY c_first
SELECT o_id, o_entry_d, COALESCE(o_carrier_id,0) FROM orders WHERE o_w_id = ? AND o_d_id = ? AND o_c_id = ? AND o_id = (SELECT MAX(o_id) FROM orders WHERE o_w_id = ? AND o_d_id = ? AND o_c_id = ?)
SELECT ol_i_id, ol_supply_w_id, ol_quantity, ol_amount, ol_delivery_d FROM order_line WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id = ?
SELECT COALESCE(MIN(no_o_id),0) FROM new_orders WHERE no_d_id = ? AND no_w_id = ?
SELECT SUM(ol_amount) FROM order_line WHERE ol_o_id = ? AND ol_d_id = ? AND ol_w_id = ?
SELECT d_next_o_id FROM district WHERE d_id = ? AND d_w_id = ?
SELECT DISTINCT ol_i_id FROM order_line WHERE ol_w_id = ? AND ol_d_id = ? AND ol_o_id < ? AND ol_o_id >= (? - 20)
SELECT count(*) FROM stock WHERE s_w_id = ? AND s_i_id = ? AND s_quantity < ?
-- source: TPC-H
select l_returnflag, l_linestatus, sum(l_quantity) as sum_qty, sum(l_extendedprice * (1 - l_discount)) as sum_disc_price, avg(l_discount) as avg_disc, count(*) as count_order from lineitem where l_shipdate <= date '1998-12-01' - interval '90' day group by l_returnflag, l_linestatus order by l_returnflag, l_linestatus
select s_acctbal, s_name, n_name, p_partkey, p_mfgr from part, supplier, partsupp, nation, region where p_partkey = ps_partkey and s_suppkey = ps_suppkey and p_size = 15 and p_type like '%BRASS' and s_nationkey = n_nationkey and n_regionkey = r_regionkey and r_name = 'EUROPE' and ps_supplycost = (select min(ps_supplycost) from partsupp, supplier, nation, region where p_partkey = ps_partkey and s_suppkey = ps_suppkey and s_nationkey = n_nationkey and n_regionkey = r_regionkey and r_name = 'EUROPE') order by s_acctbal desc, n_name, s_name, p_partkey limit 100
select l_orderkey, sum(l_extendedprice * (1 - l_discount)) as revenue, o_orderdate, o_shippriority from customer, orders, lineitem where c_mktsegment = 'BUILDING' and c_custkey = o_custkey and l_orderkey = o_orderkey and o_orderdate < date '1995-03-15' and l_shipdate > date '1995-03-15' group by l_orderkey, o_orderdate, o_shippriority order by revenue desc, o_orderdate limit 10
select o_orderpriority, count(*) as order_count from orders where o_orderdate >= date '1993-07-01' and o_orderdate < date '1993-07-01' + interval '3' month and exists (select * from lineitem where l_orderkey = o_orderkey and l_commitdate < l_receiptdate) group by o_orderpriority order by o_orderpriority
select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue from customer, orders, lineitem, supplier, nation, region where c_custkey = o_custkey and l_orderkey = o_orderkey and l_suppkey = s_suppkey and c_nationkey = s_nationkey and s_nationkey = n_nationkey and n_regionkey = r_regionkey and r_name = 'ASIA' and o_orderdate >= date '1994-01-01' and o_orderdate < date '1994-01-01' + interval '1' year group by n_name order by revenue desc
select sum(l_extendedprice * l_discount) as revenue from lineitem where l_shipdate >= date '1994-01-01' and l_shipdate < date '1994-01-01' + interval '1' year and l_discount between .06 - 0.01 and .06 + 0.01 and l_quantity < 24
select supp_nation, cust_nation, l_year, sum(volume) as revenue from (select n1.n_name as supp_nation, n2.n_name as cust_nation, extract(year from l_shipdate) as l_year, l_extendedprice * (1 - l_discount) as volume from supplier, lineitem, orders, customer, nation n1, nation n2 where s_suppkey = l_suppkey and o_orderkey = l_orderkey and c_custkey = o_custkey and s_nationkey = n1.n_nationkey and c_nationkey = n2.n_nationkey and ((n1.n_name = 'FRANCE' and n2.n_name = 'GERMANY') or (n1.n_name = 'GERMANY' and n2.n_name = 'FRANCE')) and l_shipdate between date '1995-01-01' and date '1996-12-31') as shipping group by supp_nation, cust_nation, l_year order by supp_nation, cust_nation, l_year
select o_year, sum(case when nation = 'BRAZIL' then volume else 0 end) / sum(volume) as mkt_share from (select extract(year from o_orderdate) as o_year, l_extendedprice * (1 - l_discount) as volume, n2.n_name as nation from part, supplier, lineitem, orders, customer, nation n1, nation n2, region where p_partkey = l_partkey and s_suppkey = l_suppkey and l_orderkey = o_orderkey and o_custkey = c_custkey and c_nationkey = n1.n_nationkey and n1.n_regionkey = r_regionkey and r_name = 'AMERICA' and s_nationkey = n2.n_nationkey and o_orderdate between date '1995-01-01' and date '1996-12-31' and p_type = 'ECONOMY ANODIZED STEEL') as all_nations group by o_year order by o_year
select nation, o_year, sum(amount) as sum_profit from (select n_name as nation, extract(year from o_orderdate) as o_year, l_extendedprice * (1 - l_discount) - ps_supplycost * l_quantity as amount from part, supplier, lineitem, partsupp, orders, nation where s_suppkey = l_suppkey and ps_suppkey = l_suppkey and ps_partkey = l_partkey and p_partkey = l_partkey and o_orderkey = l_orderkey and s_nationkey = n_nationkey and p_name like '%green%') as profit group by nation, o_year order by nation, o_year desc
select c_custkey, c_name, sum(l_extendedprice * (1 - l_discount)) as revenue, c_acctbal, n_name from customer, orders, lineitem, nation where c_custkey = o_custkey and l_orderkey = o_orderkey and o_orderdate >= date '1993-10-01' and o_orderdate < date '1993-10-01' + interval '3' month and l_returnflag = 'R' and c_nationkey = n_nationkey group by c_custkey, c_name, c_acctbal, n_name order by revenue desc limit 20
select ps_partkey, sum(ps_supplycost * ps_availqty) as value from partsupp, supplier, nation where ps_suppkey = s_suppkey and s_nationkey = n_nationkey and n_name = 'GERMANY' group by ps_partkey having sum(ps_supplycost * ps_availqty) > (select sum(ps_supplycost * ps_availqty) * 0.0001 from partsupp, supplier, nation where ps_suppkey = s_suppkey and s_nationkey = n_nationkey and n_name = 'GERMANY') order by value desc
select l_shipmode, sum(case when o_orderpriority = '1-URGENT' or o_orderpriority = '2-HIGH' then 1 else 0 end) as high_line_count from orders, lineitem where o_orderkey = l_orderkey and l_shipmode in ('MAIL', 'SHIP') and l_commitdate < l_receiptdate and l_receiptdate >= date '1994-01-01' and l_receiptdate < date '1994-01-01' + interval '1' year group by l_shipmode order by l_shipmode
select c_count, count(*) as custdist from (select c_custkey, count(o_orderkey) from customer left outer join orders on c_custkey = o_custkey and o_comment not like '%special%requests%' group by c_custkey) as c_orders (c_custkey, c_count) group by c_count order by custdist desc, c_count desc
select 100.00 * sum(case when p_type like 'PROMO%' then l_extendedprice * (1 - l_discount) else 0 end) / sum(l_extendedprice * (1 - l_discount)) as promo_revenue from lineitem, part where l_partkey = p_partkey and l_shipdate >= date '1995-09-01' and l_shipdate < date '1995-09-01' + interval '1' month
with revenue0 (supplier_no, total_revenue) as (select l_suppkey, sum(l_extendedprice * (1 - l_discount)) from lineitem where l_shipdate >= date '1996-01-01' and l_shipdate < date '1996-01-01' + interval '3' month group by l_suppkey) select s_suppkey, s_name, total_revenue from supplier, revenue0 where s_suppkey = supplier_no and total_revenue = (select max(total_revenue) from revenue0) order by s_suppkey
select p_brand, p_type, p_size, count(distinct ps_suppkey) as supplier_cnt from partsupp, part where p_partkey = ps_partkey and p_brand <> 'Brand#45' and p_type not like 'MEDIUM POLISHED%' and p_size in (49, 14, 23, 45, 19, 3, 36, 9) and ps_suppkey not in (select s_suppkey from supplier where s_comment like '%Customer%Complaints%') group by p_brand, p_type, p_size order by supplier_cnt desc, p_brand, p_type, p_size
select sum(l_extendedprice) / 7.0 as avg_yearly from lineitem, part where p_partkey = l_partkey and p_brand = 'Brand#23' and p_container = 'MED BOX' and l_quantity < (select 0.2 * avg(l_quantity) from lineitem where l_partkey = p_partkey)
select c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, sum(l_quantity) from customer, orders, lineitem where o_orderkey in (select l_orderkey from lineitem group by l_orderkey having sum(l_quantity) > 300) and c_custkey = o_custkey and o_orderkey = l_orderkey group by c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice order by o_totalprice desc, o_orderdate limit 100
select sum(l_extendedprice* (1 - l_discount)) as revenue from lineitem, part where (p_partkey = l_partkey and p_brand = 'Brand#12' and p_container in ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG') and l_quantity >= 1 and l_quantity <= 1 + 10 and p_size between 1 and 5 and l_shipmode in ('AIR', 'AIR REG') and l_shipinstruct = 'DELIVER IN PERSON') or (p_partkey = l_partkey and p_brand = 'Brand#23')
select s_name, s_address from supplier, nation where s_suppkey in (select ps_suppkey from partsupp where ps_partkey in (select p_partkey from part where p_name like 'forest%') and ps_availqty > (select 0.5 * sum(l_quantity) from lineitem where l_partkey = ps_partkey and l_suppkey = ps_suppkey and l_shipdate >= date '1994-01-01' and l_shipdate < date '1994-01-01' + interval '1' year)) and s_nationkey = n_nationkey and n_name = 'CANADA' order by s_name
select s_name, count(*) as numwait from supplier, lineitem l1, orders, nation where s_suppkey = l1.l_suppkey and o_orderkey = l1.l_orderkey and o_orderstatus = 'F' and l1.l_receiptdate > l1.l_commitdate and exists (select * from lineitem l2 where l2.l_orderkey = l1.l_orderkey and l2.l_suppkey <> l1.l_suppkey) and not exists (select * from lineitem l3 where l3.l_orderkey = l1.l_orderkey and l3.l_suppkey <> l1.l_suppkey and l3.l_receiptdate > l3.l_commitdate) and s_nationkey = n_nationkey and n_name = 'SAUDI ARABIA' group by s_name order by numwait desc, s_name limit 100
select cntrycode, count(*) as numcust, sum(c_acctbal) as totacctbal from (select substring(c_phone from 1 for 2) as cntrycode, c_acctbal from customer where substring(c_phone from 1 for 2) in ('13', '31', '23', '29', '30', '18', '17') and c_acctbal > (select avg(c_acctbal) from customer where c_acctbal > 0.00 and substring(c_phone from 1 for 2) in ('13', '31', '23', '29', '30', '18', '17')) and not exists (select * from orders where o_custkey = c_custkey)) as custsale group by cntrycode order by cntrycode
