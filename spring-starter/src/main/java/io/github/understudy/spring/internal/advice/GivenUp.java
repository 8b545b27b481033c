package io.github.understudy.spring.internal.advice;

import java.util.Arrays;

/** Noted with a lost transaction, so that whoever reads the stack trace and whoever could run it again knows. */
final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    GivenUp(String message) {
        super(message, null, false, false);
    }

    static boolean isNotedWith(Throwable failure) {
        return Arrays.stream(failure.getSuppressed()).anyMatch(GivenUp.class::isInstance);
    }
}
