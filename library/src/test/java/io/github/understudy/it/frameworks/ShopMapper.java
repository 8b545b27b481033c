package io.github.understudy.it.frameworks;

import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectKey;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.StatementType;

/** The shop as MyBatis sees it. */
public interface ShopMapper {
    @Insert("INSERT INTO customer (email, name, city) VALUES (#{email}, #{name}, #{city})")
    @Options(useGeneratedKeys = true, keyProperty = "id")
    int addCustomer(Map<String, Object> customer);

    @Insert("INSERT INTO orders (customer_id, status, placed) VALUES (#{id}, 'NEW', NOW(6))")
    @SelectKey(statement = "SELECT LAST_INSERT_ID()", keyProperty = "orderId", before = false, resultType = long.class)
    int addOrder(Map<String, Object> customer);

    @Insert("INSERT INTO order_line (order_id, product_id, quantity, price)"
            + " SELECT #{order}, id, #{quantity}, price FROM product")
    int addLines(@Param("order") long order, @Param("quantity") int quantity);

    @Insert("INSERT INTO product (sku, name, price, stock) VALUES (#{sku}, #{sku}, #{price}, #{stock})")
    int addProduct(@Param("sku") String sku, @Param("price") String price, @Param("stock") int stock);

    @Insert("""
            <script>
            INSERT INTO customer (email, name, city) VALUES
            <foreach collection="emails" item="email" separator=",">(#{email}, 'Name', #{city})</foreach>
            </script>""")
    int addCustomers(@Param("emails") List<String> emails, @Param("city") String city);

    @Select("""
            <script>
            SELECT id, name FROM customer
            WHERE city IN <foreach collection="cities" item="city" open="(" separator="," close=")">#{city}</foreach>
            <choose><when test="newest">ORDER BY id DESC</when><otherwise>ORDER BY name</otherwise></choose>
            </script>""")
    List<Map<String, Object>> inCities(@Param("cities") List<String> cities, @Param("newest") boolean newest);

    @Select("""
            SELECT o.id, o.status, c.name, l.quantity, p.sku
            FROM orders o
            JOIN customer c ON c.id = o.customer_id
            LEFT JOIN order_line l ON l.order_id = o.id
            LEFT JOIN product p ON p.id = l.product_id
            WHERE c.email = #{email}""")
    List<Map<String, Object>> ordersOf(@Param("email") String email);

    @Select("""
            <script>
            SELECT * FROM customer
            <where>
              <if test="city != null">AND city = #{city}</if>
              <if test="email != null">AND email LIKE #{email}</if>
            </where>
            ORDER BY id
            </script>""")
    List<Map<String, Object>> search(@Param("city") String city, @Param("email") String email);

    @Select("SELECT id, email FROM customer ORDER BY id LIMIT #{size} OFFSET #{from}")
    List<Map<String, Object>> page(@Param("size") int size, @Param("from") int from);

    @Select(
            "SELECT p.sku, SUM(l.quantity * l.price) AS turnover FROM order_line l JOIN product p ON p.id = l.product_id"
                    + " WHERE p.sku = #{sku} GROUP BY p.sku HAVING SUM(l.quantity) >= #{least}")
    List<Map<String, Object>> turnover(@Param("sku") String sku, @Param("least") int least);

    @Select("SELECT COUNT(*) FROM customer WHERE city = #{city}")
    int count(@Param("city") String city);

    @Select("SELECT id, stock FROM product WHERE sku = #{sku} FOR UPDATE")
    @Options(flushCache = Options.FlushCachePolicy.TRUE, useCache = false)
    Map<String, Object> lock(@Param("sku") String sku);

    @Update("UPDATE product SET stock = stock - #{amount}, version = version + 1"
            + " WHERE sku = #{sku} AND version = #{version}")
    int take(@Param("sku") String sku, @Param("amount") int amount, @Param("version") int version);

    @Delete("DELETE FROM order_line")
    int removeLines();

    @Update("{call restock(#{which}, #{amount}, #{left, mode=OUT, jdbcType=INTEGER, javaType=int})}")
    @Options(statementType = StatementType.CALLABLE)
    void restock(Map<String, Object> call);

    @Select("SELECT id, email FROM customer WHERE city = #{city}")
    @Options(fetchSize = 100)
    Cursor<Map<String, Object>> all(@Param("city") String city);
}
