package com.example.shop.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

public interface Articles extends JpaRepository<Article, Integer> {

    List<Article> findAllByOrderById();

    List<Article> findByCategoryOrderById(String category);

    Optional<Article> findBySlug(String slug);

    @Query("select distinct a.category from Article a order by a.category")
    List<String> categories();

    /** Returns 0, and takes nothing, if there are not as many. */
    @Modifying
    @Query("update Article a set a.stock = a.stock - :quantity where a.id = :id and a.stock >= :quantity")
    int takeFromStock(int id, int quantity);
}
