package io.github.understudy.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the method does runs on the source, its reads as well, on whatever Understudy data source it uses and however far
 * down the calls go. On a type it holds for all methods that have no annotation of their own; the innermost call counts.
 * It may be put on interfaces (Spring Data repositories) and on annotations of your own.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnSource {}
