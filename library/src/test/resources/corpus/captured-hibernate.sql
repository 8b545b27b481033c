delete from order_line where id=?
delete from orders where id=? and version=?
insert into customer (city,email,name,version) values (?,?,?,?)
insert into order_line (order_id,price,product_id,quantity) values (?,?,?,?)
insert into orders (customer_id,placed,status,version) values (?,?,?,?)
insert into product (name,price,sku,stock,version) values (?,?,?,?,?)
select * from product where stock > ?
select abs(p1_0.stock),mod(p1_0.stock,7),sqrt(p1_0.price),round(p1_0.price,1),floor(p1_0.price),ceiling(p1_0.price) from product p1_0
select abs(p1_0.stock),mod(p1_0.stock,7),sqrt(p1_0.price),round(p1_0.price,1),floor(p1_0.price),ceiling(p1_0.price) from product p1_0 limit ?,?
select c1_0.city,count(c1_0.id) from customer c1_0 group by c1_0.city
select c1_0.city,count(c1_0.id) from customer c1_0 group by c1_0.city having count(c1_0.id)>1 order by count(c1_0.id) desc
select c1_0.city,count(c1_0.id) from customer c1_0 group by c1_0.city having count(c1_0.id)>1 order by count(c1_0.id) desc limit ?,?
select c1_0.city,count(c1_0.id) from customer c1_0 group by c1_0.city limit ?,?
select c1_0.city,sum(l1_0.quantity) from orders o1_0 join order_line l1_0 on o1_0.id=l1_0.order_id join customer c1_0 on c1_0.id=o1_0.customer_id group by c1_0.city
select c1_0.city,sum(l1_0.quantity) from orders o1_0 join order_line l1_0 on o1_0.id=l1_0.order_id join customer c1_0 on c1_0.id=o1_0.customer_id group by c1_0.city limit ?,?
select c1_0.id from customer c1_0 where c1_0.id between 0 and 1000000 order by c1_0.city,c1_0.id desc
select c1_0.id from customer c1_0 where c1_0.id between 0 and 1000000 order by c1_0.city,c1_0.id desc limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 order by c1_0.id limit 1,2
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 order by c1_0.id limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where (select count(*) from orders o1_0 where c1_0.id=o1_0.customer_id)=1
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where (select count(*) from orders o1_0 where c1_0.id=o1_0.customer_id)=1 limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city in ('Bern','Graz') and c1_0.name like 'Name%'
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city in ('Bern','Graz') and c1_0.name like 'Name%' escape ''
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city in ('Bern','Graz') and c1_0.name like 'Name%' escape '' limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city in ('Bern','Graz') and c1_0.name like 'Name%' limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city is not null and not((c1_0.email='x' or c1_0.name='y'))
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city is not null and not((c1_0.email='x' or c1_0.name='y')) limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city is null
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city='Bern' order by c1_0.name desc
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.city='Bern' order by c1_0.name desc limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.email='c1@example.org'
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.email='c1@example.org' limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where c1_0.id=?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where exists(select 1 from orders o1_0 where c1_0.id=o1_0.customer_id)
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where exists(select 1 from orders o1_0 where c1_0.id=o1_0.customer_id) limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where exists(select 1 from orders o1_0 where o1_0.customer_id=c1_0.id)
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where exists(select 1 from orders o1_0 where o1_0.customer_id=c1_0.id) limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where not exists(select 1 from orders o1_0 where o1_0.customer_id=c1_0.id and o1_0.status='PAID')
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version from customer c1_0 where not exists(select 1 from orders o1_0 where o1_0.customer_id=c1_0.id and o1_0.status='PAID') limit ?,?
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version,o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from customer c1_0 left join orders o1_0 on o1_0.customer_id=c1_0.id and o1_0.status='NEW'
select c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version,o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from customer c1_0 left join orders o1_0 on o1_0.customer_id=c1_0.id and o1_0.status='NEW' limit ?,?
select c1_0.id,c1_0.email from customer c1_0 order by c1_0.id
select c1_0.id,c1_0.email from customer c1_0 order by c1_0.id limit ?,?
select c1_0.id,p1_0.id from customer c1_0 cross join product p1_0
select c1_0.id,p1_0.id from customer c1_0 cross join product p1_0 limit ?,?
select c1_0.name from customer c1_0
select c1_0.name from customer c1_0 except select c2_0.name from customer c2_0 where c2_0.city='Bern'
select c1_0.name from customer c1_0 except select c2_0.name from customer c2_0 where c2_0.city='Bern' limit ?,?
select c1_0.name from customer c1_0 intersect select c2_0.name from customer c2_0 where c2_0.city='Bern'
select c1_0.name from customer c1_0 intersect select c2_0.name from customer c2_0 where c2_0.city='Bern' limit ?,?
select c1_0.name from customer c1_0 limit ?,?
select c1_0.name from customer c1_0 union all select p1_0.name from product p1_0
select c1_0.name from customer c1_0 union all select p1_0.name from product p1_0 limit ?,?
select c1_0.name from customer c1_0 union select p1_0.name from product p1_0
select c1_0.name from customer c1_0 union select p1_0.name from product p1_0 limit ?,?
select c1_0.name,c1_0.city from customer c1_0
select c1_0.name,c1_0.city from customer c1_0 limit ?,?
select case p1_0.sku when 'pen' then 1 when 'book' then 2 else 3 end from product p1_0
select case p1_0.sku when 'pen' then 1 when 'book' then 2 else 3 end from product p1_0 limit ?,?
select case when p1_0.price>10 then 'dear' else 'cheap' end from product p1_0
select case when p1_0.price>10 then 'dear' else 'cheap' end from product p1_0 limit ?,?
select cast(p1_0.stock as char),cast(p1_0.price as signed) from product p1_0
select cast(p1_0.stock as char),cast(p1_0.price as signed) from product p1_0 limit ?,?
select coalesce(c1_0.city,'nowhere'),nullif(c1_0.city,'Bern') from customer c1_0
select coalesce(c1_0.city,'nowhere'),nullif(c1_0.city,'Bern') from customer c1_0 limit ?,?
select concat(c1_0.name,' in ',c1_0.city) from customer c1_0
select concat(c1_0.name,' in ',c1_0.city) from customer c1_0 limit ?,?
select count(*) from customer c1_0
select count(*) from customer c1_0 limit ?,?
select count(*) from customer c1_0 where c1_0.email like 'lost%'
select count(*) from customer c1_0 where c1_0.email like 'lost%' escape ''
select count(*) from customer c1_0 where c1_0.email='next@example.org'
select count(*) from orders o1_0 join customer c1_0 on c1_0.id=o1_0.customer_id where c1_0.city='Linz'
select count(*) from orders o1_0 where o1_0.status='SENT'
select count(*) from product p1_0 where p1_0.stock=999 and p1_0.version=1
select count(distinct c1_0.city) from customer c1_0
select count(distinct c1_0.city) from customer c1_0 limit ?,?
select current_date,localtime,localtimestamp,current_timestamp(6) from product p1_0
select current_date,localtime,localtimestamp,current_timestamp(6) from product p1_0 limit ?,?
select distinct c1_0.city from customer c1_0
select distinct c1_0.city from customer c1_0 limit ?,?
select greatest(p1_0.stock,3),least(p1_0.stock,3) from product p1_0
select greatest(p1_0.stock,3),least(p1_0.stock,3) from product p1_0 limit ?,?
select group_concat(c1_0.name order by c1_0.id separator ', ') from customer c1_0
select group_concat(c1_0.name order by c1_0.id separator ', ') from customer c1_0 limit ?,?
select l1_0.id,first_value(l1_0.price) over(order by l1_0.id rows 1 preceding) from order_line l1_0
select l1_0.id,first_value(l1_0.price) over(order by l1_0.id rows 1 preceding) from order_line l1_0 limit ?,?
select l1_0.id,l1_0.order_id,l1_0.price,l1_0.product_id,l1_0.quantity from order_line l1_0 join orders o1_0 on o1_0.id=l1_0.order_id join customer c1_0 on c1_0.id=o1_0.customer_id join product p1_0 on p1_0.id=l1_0.product_id where c1_0.city='Bern' and p1_0.price>1 order by l1_0.order_id,l1_0.id limit 3
select l1_0.id,l1_0.order_id,l1_0.price,l1_0.product_id,l1_0.quantity from order_line l1_0 join orders o1_0 on o1_0.id=l1_0.order_id join customer c1_0 on c1_0.id=o1_0.customer_id join product p1_0 on p1_0.id=l1_0.product_id where c1_0.city='Bern' and p1_0.price>1 order by l1_0.order_id,l1_0.id limit ?,?
select l1_0.id,lag(l1_0.quantity) over(order by l1_0.id),lead(l1_0.quantity,2) over(order by l1_0.id) from order_line l1_0
select l1_0.id,lag(l1_0.quantity) over(order by l1_0.id),lead(l1_0.quantity,2) over(order by l1_0.id) from order_line l1_0 limit ?,?
select l1_0.id,sum(l1_0.quantity) over(partition by l1_0.order_id order by l1_0.id) from order_line l1_0
select l1_0.id,sum(l1_0.quantity) over(partition by l1_0.order_id order by l1_0.id) from order_line l1_0 limit ?,?
select l1_0.order_id,l1_0.id,l1_0.price,l1_0.product_id,l1_0.quantity from order_line l1_0 where l1_0.order_id=?
select lpad(c1_0.city,10,'.'),rpad(c1_0.city,10,'.') from customer c1_0
select lpad(c1_0.city,10,'.'),rpad(c1_0.city,10,'.') from customer c1_0 limit ?,?
select min(p1_0.price),max(p1_0.price),avg(p1_0.price),sum(p1_0.stock) from product p1_0
select min(p1_0.price),max(p1_0.price),avg(p1_0.price),sum(p1_0.stock) from product p1_0 limit ?,?
select o1_0.customer_id,o1_0.id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 where o1_0.customer_id=?
select o1_0.id,(select count(*) from order_line l1_0 where l1_0.order_id=o1_0.id) from orders o1_0
select o1_0.id,(select count(*) from order_line l1_0 where l1_0.order_id=o1_0.id) from orders o1_0 limit ?,?
select o1_0.id,c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 join customer c1_0 on c1_0.id=o1_0.customer_id
select o1_0.id,c1_0.id,c1_0.city,c1_0.email,c1_0.name,c1_0.version,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 join customer c1_0 on c1_0.id=o1_0.customer_id limit ?,?
select o1_0.id,o1_0.customer_id,l1_0.order_id,l1_0.id,l1_0.price,l1_0.product_id,l1_0.quantity,o1_0.placed,o1_0.status,o1_0.version from (select distinct o1_0.id id,o1_0.version version,o1_0.customer_id customer_id,o1_0.placed placed,o1_0.status status from orders o1_0 where o1_0.status='NEW' and exists(select 1 id from order_line l1_0 where o1_0.id=l1_0.order_id) limit ?,?) o1_0 join order_line l1_0 on o1_0.id=l1_0.order_id
select o1_0.id,o1_0.customer_id,l1_0.order_id,l1_0.id,l1_0.price,l1_0.product_id,l1_0.quantity,o1_0.placed,o1_0.status,o1_0.version from (select distinct o1_0.id,o1_0.version,o1_0.customer_id,o1_0.placed,o1_0.status from orders o1_0 where o1_0.status='NEW' and exists(select 1 from order_line l1_0 where o1_0.id=l1_0.order_id) limit ?,?) o1_0(id,version,customer_id,placed,status) join order_line l1_0 on o1_0.id=l1_0.order_id
select o1_0.id,o1_0.customer_id,l1_0.order_id,l1_0.id,l1_0.price,l1_0.product_id,l1_0.quantity,o1_0.placed,o1_0.status,o1_0.version from (select o1_0.id id,o1_0.version version,o1_0.customer_id customer_id,o1_0.placed placed,o1_0.status status from orders o1_0 limit ?,?) o1_0 left join order_line l1_0 on o1_0.id=l1_0.order_id
select o1_0.id,o1_0.customer_id,l1_0.order_id,l1_0.id,l1_0.price,l1_0.product_id,l1_0.quantity,o1_0.placed,o1_0.status,o1_0.version from (select o1_0.id,o1_0.version,o1_0.customer_id,o1_0.placed,o1_0.status from orders o1_0 limit ?,?) o1_0(id,version,customer_id,placed,status) left join order_line l1_0 on o1_0.id=l1_0.order_id
select o1_0.id,o1_0.customer_id,l1_0.order_id,l1_0.id,l1_0.price,p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version,l1_0.quantity,o1_0.placed,o1_0.status,o1_0.version from (select o1_0.id id,o1_0.version version,o1_0.customer_id customer_id,o1_0.placed placed,o1_0.status status from orders o1_0 where exists(select 1 id from order_line l1_0 join product p1_0 on p1_0.id=l1_0.product_id where o1_0.id=l1_0.order_id) limit ?,?) o1_0 join order_line l1_0 on o1_0.id=l1_0.order_id join product p1_0 on p1_0.id=l1_0.product_id
select o1_0.id,o1_0.customer_id,l1_0.order_id,l1_0.id,l1_0.price,p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version,l1_0.quantity,o1_0.placed,o1_0.status,o1_0.version from (select o1_0.id,o1_0.version,o1_0.customer_id,o1_0.placed,o1_0.status from orders o1_0 where exists(select 1 from order_line l1_0 join product p1_0 on p1_0.id=l1_0.product_id where o1_0.id=l1_0.order_id) limit ?,?) o1_0(id,version,customer_id,placed,status) join order_line l1_0 on o1_0.id=l1_0.order_id join product p1_0 on p1_0.id=l1_0.product_id
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 join customer c1_0 on c1_0.id=o1_0.customer_id where c1_0.city='Graz' and o1_0.status<>'PAID' order by o1_0.placed desc
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 join customer c1_0 on c1_0.id=o1_0.customer_id where c1_0.city='Graz' and o1_0.status<>'PAID' order by o1_0.placed desc limit ?,?
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 limit ?,?
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 order by o1_0.id limit ?
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 where (o1_0.status,o1_0.version)=('NEW',0)
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 where (o1_0.status,o1_0.version)=('NEW',0) limit ?,?
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 where o1_0.placed<timestampadd(day,10,localtimestamp)
select o1_0.id,o1_0.customer_id,o1_0.placed,o1_0.status,o1_0.version from orders o1_0 where o1_0.placed<timestampadd(day,10,localtimestamp) limit ?,?
select o1_0.id,rank() over(partition by o1_0.status order by o1_0.placed) from orders o1_0
select o1_0.id,rank() over(partition by o1_0.status order by o1_0.placed) from orders o1_0 limit ?,?
select o1_0.id,row_number() over(order by o1_0.id) from orders o1_0
select o1_0.id,row_number() over(order by o1_0.id) from orders o1_0 limit ?,?
select o1_0.id,t1_0.q from orders o1_0 join (select l1_0.order_id oid,sum(l1_0.quantity) q from order_line l1_0 group by l1_0.order_id) t1_0 on t1_0.oid=o1_0.id
select o1_0.id,t1_0.q from orders o1_0 join (select l1_0.order_id oid,sum(l1_0.quantity) q from order_line l1_0 group by l1_0.order_id) t1_0 on t1_0.oid=o1_0.id limit ?,?
select o1_0.id,t1_0.q from orders o1_0 join (select l1_0.order_id,sum(l1_0.quantity) from order_line l1_0 group by l1_0.order_id) t1_0(oid,q) on t1_0.oid=o1_0.id
select o1_0.id,t1_0.q from orders o1_0 join (select l1_0.order_id,sum(l1_0.quantity) from order_line l1_0 group by l1_0.order_id) t1_0(oid,q) on t1_0.oid=o1_0.id limit ?,?
select p1_0.id from product p1_0 where p1_0.id=? and p1_0.version=? for update
select p1_0.id from product p1_0 where p1_0.id=? and p1_0.version=? for update of p1_0
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 for update
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 for update of p1_0
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.id in (select l1_0.product_id from order_line l1_0 where l1_0.quantity>3)
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.id in (select l1_0.product_id from order_line l1_0 where l1_0.quantity>3) limit ?,?
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.id=?
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.price>(select avg(p2_0.price) from product p2_0)
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.price>(select avg(p2_0.price) from product p2_0) limit ?,?
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.price>=all(select p2_0.price from product p2_0)
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.price>=all(select p2_0.price from product p2_0) limit ?,?
select p1_0.id,p1_0.name,p1_0.price,p1_0.sku,p1_0.stock,p1_0.version from product p1_0 where p1_0.sku='pen'
select p1_0.sku,sum((l1_0.quantity*l1_0.price)) from order_line l1_0 join product p1_0 on p1_0.id=l1_0.product_id group by p1_0.sku
select p1_0.sku,sum((l1_0.quantity*l1_0.price)) from order_line l1_0 join product p1_0 on p1_0.id=l1_0.product_id group by p1_0.sku limit ?,?
select p1_0.sku,sum(case when l1_0.quantity>2 then 1 else 0 end) from order_line l1_0 join product p1_0 on p1_0.id=l1_0.product_id group by p1_0.sku
select p1_0.sku,sum(case when l1_0.quantity>2 then 1 else 0 end) from order_line l1_0 join product p1_0 on p1_0.id=l1_0.product_id group by p1_0.sku limit ?,?
select replace(c1_0.email,'example','test'),left(c1_0.name,2),right(c1_0.name,2) from customer c1_0
select replace(c1_0.email,'example','test'),left(c1_0.name,2),right(c1_0.name,2) from customer c1_0 limit ?,?
select substring(c1_0.email,1,3),locate('@',c1_0.email),trim(BOTH from c1_0.name) from customer c1_0
select substring(c1_0.email,1,3),locate('@',c1_0.email),trim(BOTH from c1_0.name) from customer c1_0 limit ?,?
select upper(c1_0.name),lower(c1_0.email),character_length(c1_0.name) from customer c1_0
select upper(c1_0.name),lower(c1_0.email),character_length(c1_0.name) from customer c1_0 limit ?,?
select weekofyear(o1_0.placed),minute(o1_0.placed) from orders o1_0
select weekofyear(o1_0.placed),minute(o1_0.placed) from orders o1_0 limit ?,?
select year(o1_0.placed),month(o1_0.placed),day(o1_0.placed),hour(o1_0.placed) from orders o1_0
select year(o1_0.placed),month(o1_0.placed),day(o1_0.placed),hour(o1_0.placed) from orders o1_0 limit ?,?
update orders o1_0 set status='SENT' where o1_0.id>0
update product set name=?,price=?,sku=?,stock=?,version=? where id=? and version=?
update product set version=? where id=? and version=?
with big (oid,q) as (select l1_0.order_id,sum(l1_0.quantity) from order_line l1_0 group by l1_0.order_id) select b1_0.oid from big b1_0 where b1_0.q>3
with big (oid,q) as (select l1_0.order_id,sum(l1_0.quantity) from order_line l1_0 group by l1_0.order_id) select b1_0.oid from big b1_0 where b1_0.q>3 limit ?,?
{call restock(?,?,?)}
