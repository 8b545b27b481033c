package io.github.understudy.internal.sql;

/** The account the server has matched, written as a statement needs it. */
public final class Account {

    private Account() {}

    /** @param currentUser what {@code CURRENT_USER()} gives: {@code name@host} */
    public static String quoted(String currentUser) {
        int at = currentUser.lastIndexOf('@');
        return at < 0
                ? quote(currentUser)
                : quote(currentUser.substring(0, at)) + "@" + quote(currentUser.substring(at + 1));
    }

    private static String quote(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
