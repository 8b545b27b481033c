package io.github.understudy.spring.it.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An ordinary application, which knows nothing of Understudy. */
@SpringBootApplication
public class Shop {}
