package io.github.understudy.spring.internal.advice;

/** Which methods are run again after their transaction was lost for certain. */
public enum RetryMode {
    /** None. */
    OFF,
    /** Those with {@code @RetryOnFailover}. */
    ANNOTATED,
    /** Besides, all that begin a transaction by {@code @Transactional}. */
    TRANSACTIONAL
}
