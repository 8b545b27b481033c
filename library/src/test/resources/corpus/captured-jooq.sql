INSERT INTO product (sku, name, price, stock) VALUES ('book', 'Book', 12, 1000)
INSERT INTO product (sku, name, price, stock) VALUES ('pen', 'Pen', 1.5, 1000)
SELECT stock FROM product WHERE sku = 'pen'
delete from `customer`
insert into `customer` (`email`, `name`, `city`) values (?, ?, ?)
insert into `customer` (`email`, `name`, `city`) values (?, ?, ?) returning `id`
select * from `customer`
select * from `customer` where `city` = ?
select 1 as `one`
select `city`, count(*) from `customer` group by `city` having count(*) > ?
select `city`, count(distinct `id`) from `customer` group by `city` with rollup
select `id` from `customer` order by `id` limit ? offset ?
select `id` from `customer` order by case when `city` is not null then 0 else 1 end, `city` asc, `id` desc
select `id` from `customer` where (`city` <=> ?)
select `id` from `customer` where (`city` in (?, ?) and `name` like ?)
select `id` from `customer` where (`city` is not null and not (`email` = ?))
select `id` from `customer` where (`city` like concat('%', replace(replace(replace(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') escape '!' or `email` like concat(replace(replace(replace(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') escape '!')
select `id` from `customer` where `id` > ? order by `id` limit ?
select `id` from `customer` where `id` between ? and ?
select `id` from `product` where (`sku`, `stock`) = (?, ?)
select `id`, `email` from `customer` where `city` = ? order by `name` desc
select `stock` from `product` where `sku` = ? for update
select case when `price` > ? then ? else ? end from `product`
select cast(`price` as signed), cast(`stock` as char) from `product`
select coalesce(`city`, `name`), nullif(`city`, ?) from `customer`
select concat(`name`, ' in ', `city`), substring(`name`, ?, ?) from `customer`
select count(*) from `customer`
select count(*) from `customer` where `city` = ?
select current_date(), current_timestamp(), current_time()
select distinct `city` from `customer`
select min(`price`), max(`price`), avg(`price`), sum(`stock`) from `product`
select mod(((`stock` + ?) * ?), ?), greatest(`stock`, 3) from `product`
select replace(`email`, ?, ?), position(? in `email`), left(`name`, ?) from `customer`
select round(`price`, ?), floor(`price`), ceil(`price`), abs(`price`), sqrt(`price`) from `product`
select upper(`name`), lower(`email`), char_length(`name`), trim(`name`) from `customer`
set @t = @@group_concat_max_len; set @@group_concat_max_len = 4294967295; select group_concat(`name` order by `id` separator '; ') from `customer`; set @@group_concat_max_len = @t;
update `product` set `stock` = (`stock` - ?) where `sku` = ?
