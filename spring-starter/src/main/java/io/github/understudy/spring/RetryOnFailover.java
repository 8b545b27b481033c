package io.github.understudy.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the method once more when its transaction was lost with its server and was <em>rolled back for certain</em>
 * ({@link io.github.understudy.exception.TransactionLostException}), however deep in the exception that is. The new run
 * waits for the new source as every request does.
 *
 * <p>Never when the outcome is unknown, never when anything was committed to a data source of Understudy since the method
 * began, and never inside of a transaction that somebody else has begun: the outermost boundary runs it again. What the
 * method does apart from the database (a mail, a message, another service) happens once more as well.
 *
 * <p>It counts for the calling thread: a method that returns before its work is done, such as one with a future, is not
 * run again. {@code understudy.retry.mode=off} turns it off; {@code transactional} does the same for all
 * {@code @Transactional} methods, without annotations.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RetryOnFailover {
    /** How often the method is run at most, the first time included; 1 to 10. 1 for no retry. */
    int maxAttempts() default 3;
}
