package com.example.shop.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

/** Something that is for sale. */
@Entity
public class Article {
    private static final int FEW = 5;

    @Id
    private int id;

    private String slug;
    private String name;
    private String category;
    private String description;
    private BigDecimal price;
    private int stock;

    protected Article() {}

    public int getId() {
        return id;
    }

    /** Its name in URLs. */
    public String getSlug() {
        return slug;
    }

    public String getName() {
        return name;
    }

    public String getCategory() {
        return category;
    }

    public String getDescription() {
        return description;
    }

    /** In euros. */
    public BigDecimal getPrice() {
        return price;
    }

    public int getStock() {
        return stock;
    }

    public boolean isSoldOut() {
        return stock == 0;
    }

    /** Whether it is worth saying how many are left. */
    public boolean isRare() {
        return stock > 0 && stock <= FEW;
    }
}
