package io.github.understudy.internal.replay;

import io.github.understudy.internal.failover.Lease;
import java.sql.SQLException;

/** Something that the open transaction has done. */
public interface Step {

    /** How many statements it counts for. */
    int size();

    /**
     * Does it again.
     *
     * @throws ReplayMismatchException if the answer is not the one that the application has seen
     */
    Repeated repeatOn(Lease lease) throws SQLException;

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
