package io.github.understudy.spring.internal.advice;

/** Hears of each further run of a method. Called on the method's thread; does not block. */
@FunctionalInterface
public interface RetryListener {
    /** What became of a further run. */
    enum Outcome {
        /** It returned. */
        SUCCESS,
        /** Its transaction was lost as well. */
        LOST,
        /** It failed otherwise. */
        FAILED
    }

    void ranAgain(Outcome outcome);
}
