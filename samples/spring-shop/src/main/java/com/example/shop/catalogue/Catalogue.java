package com.example.shop.catalogue;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the shop has. */
@Service
@Transactional(readOnly = true)
public class Catalogue {
    private final Articles articles;

    Catalogue(Articles articles) {
        this.articles = articles;
    }

    public List<Article> all() {
        return articles.findAllByOrderById();
    }

    public List<Article> of(String category) {
        return articles.findByCategoryOrderById(category);
    }

    public List<String> categories() {
        return articles.categories();
    }

    /** Throws {@link UnknownArticleException} if there is none of that name. */
    public Article article(String slug) {
        return articles.findBySlug(slug).orElseThrow(() -> new UnknownArticleException(slug));
    }

    public List<Article> articles(Collection<Integer> ids) {
        return articles.findAllById(ids);
    }
}
