package io.github.understudy.internal.discovery;

import io.github.understudy.internal.failure.ServerRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that not every account may ask and not every version understands. A refusal is remembered, so that an
 * account with few rights does not fill the server's error log and statistics; now and then the question is put again,
 * because rights can be granted while connections stay open.
 */
final class PrivilegedQuery {
    static final int PROBES_BETWEEN_ATTEMPTS = 60;

    private final String grant;
    private final String object;
    private final String purpose;
    private final List<String> forms;
    private int form;
    private @Nullable String refusal;
    private int probesSinceRefusal;

    /**
     * @param grant the privilege the question needs
     * @param purpose what can't be seen without it
     * @param forms the statement, the newest form first
     */
    PrivilegedQuery(String grant, String purpose, String... forms) {
        this(grant, "*.*", purpose, List.of(forms));
    }

    /** @param object what the privilege must be granted on */
    PrivilegedQuery(String grant, String object, String purpose, List<String> forms) {
        this.grant = grant;
        this.object = object;
        this.purpose = purpose;
        this.forms = forms;
    }

    /** The answer, or null if the account may not ask. */
    @Nullable
    List<Row> ask(Connection connection, String account) throws SQLException {
        if (refusal != null && ++probesSinceRefusal < PROBES_BETWEEN_ATTEMPTS) {
            return null;
        }
        probesSinceRefusal = 0;
        try {
            List<Row> rows = askInAnyForm(connection);
            refusal = null;
            return rows;
        } catch (SQLException refused) {
            if (ServerRefusal.isForLackOfRights(refused)) {
                refusal = "GRANT " + grant + " ON " + object + " TO " + account + ": without it, " + purpose
                        + " can't be seen";
            } else if (ServerRefusal.isNotUnderstood(refused)) {
                refusal = "the server does not understand " + forms.get(form) + ": " + purpose + " can't be seen";
            } else {
                throw refused;
            }
            return null;
        }
    }

    /** False if the account may not ask, so that the question is left out of most probes. */
    boolean isWelcome() {
        return refusal == null;
    }

    /** The question in the form that the server has not refused yet. */
    String form() {
        return forms.get(form);
    }

    /** What is missing and what would help, null if the last attempt was answered. */
    @Nullable
    String limitation() {
        return refusal;
    }

    private List<Row> askInAnyForm(Connection connection) throws SQLException {
        while (true) {
            try {
                return Row.all(connection, forms.get(form));
            } catch (SQLException refused) {
                if (!ServerRefusal.isNotUnderstood(refused) || form == forms.size() - 1) {
                    throw refused;
                }
                form++;
            }
        }
    }
}
