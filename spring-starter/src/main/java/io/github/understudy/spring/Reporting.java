package io.github.understudy.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * A report: long queries that must not be in the way of short ones. The same as {@code @OnReplica(group = "reporting")};
 * {@code understudy.groups=db4=reporting} says which nodes are kept for that.
 */
@OnReplica
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Reporting {
    /** The group of nodes that is asked first. */
    @AliasFor(annotation = OnReplica.class, attribute = "group")
    String group() default "reporting";

    /** How far a replica may be behind; see {@link OnReplica#maxLag()}. */
    @AliasFor(annotation = OnReplica.class, attribute = "maxLag")
    String maxLag() default "";
}
