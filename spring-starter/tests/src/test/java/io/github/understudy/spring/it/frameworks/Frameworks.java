package io.github.understudy.spring.it.frameworks;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An ordinary application without JPA, which uses most other ways to a database. */
@SpringBootApplication
public class Frameworks {}
