package io.github.understudy.internal.failure;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What NDB's data nodes say through an SQL node, by number: "Got error 4012 'Request ndbd time-out …' from NDBCLUSTER", or
 * "during COMMIT". NDB classifies its errors itself; those of the class "temporary" tell of a transaction that was aborted,
 * with one exception.
 */
final class NdbErrors {
    private static final Set<Integer> CARRIERS = Set.of(1030, 1180, 1296, 1297);
    private static final Pattern NUMBER = Pattern.compile("got (?:temporary )?error (\\d{3,5})\\b");

    /** The servers' own number for "no connection to the data nodes", which stands for 4009 most of the time. */
    private static final int NO_CONNECTION = 157;

    /** Called temporary, but it was committed, and the answer lost. */
    private static final int COMMITTED = 4115;

    /** NDB's class "unknown result"; 4007, 4013 and 4024 are of older versions. No other engine has these numbers. */
    private static final Set<Integer> UNKNOWN_RESULT =
            Set.of(4007, 4008, 4009, 4012, 4013, 4024, NO_CONNECTION, COMMITTED);

    private NdbErrors() {}

    /** True if the data nodes may have done what they were asked for, though the SQL node calls it an error. */
    static boolean isUnknownResult(SQLException exception) {
        if (!CARRIERS.contains(exception.getErrorCode()) || exception.getMessage() == null) {
            return false;
        }
        Matcher number = NUMBER.matcher(exception.getMessage().toLowerCase(Locale.ROOT));
        return number.find() && UNKNOWN_RESULT.contains(Integer.valueOf(number.group(1)));
    }
}
