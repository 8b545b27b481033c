package com.example.shop.basket;

import com.example.shop.catalogue.Article;
import com.example.shop.catalogue.Catalogue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A basket with today's prices. */
public record Bill(List<Line> lines) {

    public record Line(Article article, int quantity) {

        public BigDecimal sum() {
            return article.getPrice().multiply(BigDecimal.valueOf(quantity));
        }
    }

    static Bill of(Basket basket, Catalogue catalogue) {
        Map<Integer, Integer> quantities = basket.getQuantities();
        return new Bill(catalogue.articles(quantities.keySet()).stream()
                .map(article -> new Line(article, quantities.get(article.getId())))
                .toList());
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public BigDecimal total() {
        return lines.stream().map(Line::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
