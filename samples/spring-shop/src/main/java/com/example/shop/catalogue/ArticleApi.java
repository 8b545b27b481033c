package com.example.shop.catalogue;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/articles")
class ArticleApi {
    private final Catalogue catalogue;

    ArticleApi(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    record ArticleResource(int id, String slug, String name, String category, BigDecimal price, int stock) {

        static ArticleResource of(Article article) {
            return new ArticleResource(
                    article.getId(),
                    article.getSlug(),
                    article.getName(),
                    article.getCategory(),
                    article.getPrice(),
                    article.getStock());
        }
    }

    @GetMapping
    List<ArticleResource> all() {
        return catalogue.all().stream().map(ArticleResource::of).toList();
    }

    @GetMapping("/{slug}")
    ArticleResource article(@PathVariable String slug) {
        return ArticleResource.of(catalogue.article(slug));
    }
}
