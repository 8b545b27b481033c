package io.github.understudy.testkit;

/**
 * A node cannot follow: it has transactions that its source has not, as a killed source may have. It is running,
 * read-only, and does not replicate; {@link Cluster#wipeAndRejoin(TestNode)} makes it a replica again and drops them.
 */
public class DivergedException extends ClusterException {

    private static final long serialVersionUID = 1L;

    /** @param message which node, and what is known of the difference */
    public DivergedException(String message) {
        super(message);
    }
}
