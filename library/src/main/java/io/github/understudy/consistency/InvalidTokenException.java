package io.github.understudy.consistency;

/** A consistency token is damaged, too long, of another kind of cluster, or not signed with this data source's key. */
public final class InvalidTokenException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong; it never repeats the token */
    public InvalidTokenException(String message) {
        super(message);
    }
}
