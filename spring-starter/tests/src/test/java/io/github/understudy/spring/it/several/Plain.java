package io.github.understudy.spring.it.several;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application that has nothing of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Plain {}
