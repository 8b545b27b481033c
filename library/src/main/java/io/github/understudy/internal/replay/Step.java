package io.github.understudy.internal.replay;

import java.sql.SQLException;

/**
 * Something that the open transaction has done.
 *
 * @param <P> the place where it is done again
 */
public interface Step<P> {

    /** How many statements it counts for. */
    int size();

    /**
     * Does it again.
     *
     * @throws ReplayMismatchException if the answer is not the one that the application has seen
     */
    Repeated repeatOn(P place) throws SQLException;

    /** A step that was done again. One of the two methods is called, once. */
    interface Repeated {
        /** The application holds nothing of it. */
        Repeated NOTHING = new Repeated() {
            @Override
            public void adopt() {}

            @Override
            public void drop() {}
        };

        /** All steps were the same: what the application still holds of the first time becomes this. */
        void adopt();

        /** Frees what it holds. */
        void drop();
    }
}
