package io.github.understudy.internal.failure;

import java.sql.SQLException;
import java.util.Set;

/** Why a server does not answer a question of ours, by the codes that MySQL and MariaDB share. */
public final class ServerRefusal {
    private static final Set<Integer> LACK_OF_RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370);
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(1064, 1235, 1289);

    private ServerRefusal() {}

    /** True if the account may not ask. */
    public static boolean isForLackOfRights(SQLException refused) {
        return LACK_OF_RIGHTS.contains(refused.getErrorCode());
    }

    /** True if this version does not know the statement. */
    public static boolean isNotUnderstood(SQLException refused) {
        return NOT_UNDERSTOOD.contains(refused.getErrorCode());
    }
}
