INSERT INTO product (sku, name, price, stock) VALUES ('book', 'Book', 12, 1000)
INSERT INTO product (sku, name, price, stock) VALUES ('pen', 'Pen', 1.5, 1000)
SELECT stock FROM product WHERE sku = 'pen'
delete from `customer`
insert into `customer` (`email`, `name`, `city`) values (?, ?, ?)
select (select count(*) from `product`), `id` from `customer`
select * from `customer`
select * from `customer` where `city` = ?
select 1 as `one`
select `city`, count(*) from `customer` group by `city` having count(*) > ?
select `city`, count(distinct `id`) from `customer` group by `city` with rollup
select `customer`.`id` from `customer` cross join `customer` as `other`
select `customer`.`id` from `customer` left outer join `customer` as `other` on `customer`.`id` < `other`.`id`
select `customer`.`id` from `customer` right outer join `customer` as `other` on `customer`.`id` = `other`.`id`
select `customer`.`id` from `customer` where exists (select 1 as `one` from `customer` as `other` where `customer`.`id` = `other`.`id`)
select `customer`.`id`, `other`.`id` from `customer` join `customer` as `other` on `customer`.`id` = `other`.`id`
select `id` from `customer` order by `id` limit ? offset ?
select `id` from `customer` order by case when `city` is not null then 0 else 1 end, `city` asc, `id` desc
select `id` from `customer` where (`city` <=> ?)
select `id` from `customer` where (`city` in (?, ?) and `name` like ?)
select `id` from `customer` where (`city` is not null and not (`email` = ?))
select `id` from `customer` where (`city` like concat('%', replace(replace(replace(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') escape '!' or `email` like concat(replace(replace(replace(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') escape '!')
select `id` from `customer` where `id` > ? order by `id` limit ?
select `id` from `customer` where `id` between ? and ?
select `id` from `customer` where not exists (select 1 as `one` from `product` where `sku` = ?)
select `id` from `product` where (`sku`, `stock`) = (?, ?)
select `id` from `product` where `id` in (select `id` from `product` where `stock` > ?)
select `id` from `product` where `price` >= all (select `price` from `product`)
select `id`, `email` from `customer` where `city` = ? order by `name` desc
select `id`, lag(`stock`) over (order by `id`), lead(`stock`) over (order by `id`) from `product`
select `id`, rank() over (partition by `city` order by `name`) from `customer`
select `id`, row_number() over (order by `id`) from `customer`
select `id`, sum(`stock`) over (order by `id` rows unbounded preceding) from `product`
select `name` from `customer` except select `name` from `product`
select `name` from `customer` intersect select `name` from `customer`
select `name` from `customer` union all select `name` from `product` order by 1 limit ?
select `name` from `customer` union select `name` from `product`
select `stock` from `product` where `sku` = ? for update
select `t`.`city`, `t`.`n` from (select `city`, count(*) as `n` from `customer` group by `city`) as `t`
select case when `price` > ? then ? else ? end from `product`
select cast(`price` as signed), cast(`stock` as char) from `product`
select coalesce(`city`, `name`), nullif(`city`, ?) from `customer`
select concat(`name`, ' in ', `city`), substring(`name`, ?, ?) from `customer`
select count(*) from `customer`
select count(*) from `customer` where `city` = ?
select current_date(), current_timestamp(), current_time()
select distinct `city` from `customer`
select exists (select 1 as `one` from `customer`)
select group_concat(`name` order by `id` separator ', ') from `customer`
select group_concat(`name` order by `id` separator '; ') from `customer`
select json_object(?, `sku`) from `product`
select last_insert_id()
select min(`price`), max(`price`), avg(`price`), sum(`stock`) from `product`
select mod(((`stock` + ?) * ?), ?), greatest(`stock`, 3) from `product`
select replace(`email`, ?, ?), position(? in `email`), left(`name`, ?) from `customer`
select round(`price`, ?), floor(`price`), ceil(`price`), abs(`price`), sqrt(`price`) from `product`
select upper(`name`), lower(`email`), char_length(`name`), trim(`name`) from `customer`
update `product` set `stock` = (`stock` - ?) where `sku` = ?
with `bern` as (select `id` from `customer` where `city` = ?) select * from `bern`
