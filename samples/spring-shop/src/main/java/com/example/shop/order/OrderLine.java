package com.example.shop.order;

import com.example.shop.catalogue.Article;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/** So many pieces of an article, at the price that it had. */
@Embeddable
public class OrderLine {
    private int articleId;
    private String slug;
    private String name;
    private int quantity;
    private BigDecimal price;

    protected OrderLine() {}

    OrderLine(Article article, int quantity) {
        this.articleId = article.getId();
        this.slug = article.getSlug();
        this.name = article.getName();
        this.quantity = quantity;
        this.price = article.getPrice();
    }

    public int getArticleId() {
        return articleId;
    }

    public String getSlug() {
        return slug;
    }

    public String getName() {
        return name;
    }

    public int getQuantity() {
        return quantity;
    }

    /** Of one piece. */
    public BigDecimal getPrice() {
        return price;
    }

    public BigDecimal getSum() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
