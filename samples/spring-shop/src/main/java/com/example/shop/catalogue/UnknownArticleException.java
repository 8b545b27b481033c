package com.example.shop.catalogue;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The shop has no such article. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class UnknownArticleException extends RuntimeException {

    public UnknownArticleException(String name) {
        super("there is no article " + name);
    }
}
