package io.github.understudy.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method's queries run on replicas: those outside of a transaction, also where their text does not prove that they
 * only read, and read-only transactions. What belongs to a transaction that may write stays on the source, and a write
 * never goes to a replica. On a type it holds for all methods that have no annotation of their own; the innermost call
 * counts. It may be put on interfaces (Spring Data repositories) and on annotations of your own.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnReplica {
    /**
     * How far a replica may be behind, such as {@code 500ms}, {@code 30s}, {@code 5m} or {@code ${reports.max-lag}}. It
     * takes the place of the consistency level, so that own writes may be missing. If empty, the data source's limit
     * holds, and its level. A wrong value fails the start.
     */
    String maxLag() default "";

    /**
     * The group of nodes ({@code understudy.groups}) that is asked first; other replicas, then the source, while none of
     * it is fit. Empty for the replicas that serve everybody.
     */
    String group() default "";
}
