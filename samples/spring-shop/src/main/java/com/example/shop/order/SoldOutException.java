package com.example.shop.order;

import com.example.shop.catalogue.Article;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There are not as many as somebody wants. */
@ResponseStatus(HttpStatus.CONFLICT)
class SoldOutException extends RuntimeException {

    SoldOutException(Article article) {
        super("We don't have so many of “" + article.getName() + "” any more.");
    }
}
