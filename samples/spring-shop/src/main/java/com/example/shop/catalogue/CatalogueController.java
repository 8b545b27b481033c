package com.example.shop.catalogue;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class CatalogueController {
    private final Catalogue catalogue;

    CatalogueController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/")
    String catalogue(@RequestParam(required = false) String category, Model model) {
        model.addAttribute("category", category);
        model.addAttribute("categories", catalogue.categories());
        model.addAttribute("articles", category == null ? catalogue.all() : catalogue.of(category));
        return "catalogue";
    }

    @GetMapping("/articles/{slug}")
    String article(@PathVariable String slug, Model model) {
        model.addAttribute("article", catalogue.article(slug));
        return "article";
    }
}
