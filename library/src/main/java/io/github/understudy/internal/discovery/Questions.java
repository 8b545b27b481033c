package io.github.understudy.internal.discovery;

import io.github.understudy.internal.failure.ServerRefusal;
import io.github.understudy.internal.resolver.GroupStatus;
import io.github.understudy.internal.sql.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe asks: in one round trip where the connection takes several statements at once and the server refuses none
 * of them, else one by one. A server that is far away has little time for each.
 */
final class Questions {
    private final String state;
    private final PrivilegedQuery status;
    private final PrivilegedQuery registered;
    private boolean together;

    private final @Nullable GroupRows group;
    private boolean galera;

    /** @param together true if the connection takes several statements at once */
    Questions(
            String state,
            PrivilegedQuery status,
            PrivilegedQuery registered,
            @Nullable GroupRows group,
            boolean together) {
        this.state = state;
        this.status = status;
        this.registered = registered;
        this.group = group;
        this.together = together;
    }

    /**
     * @param status null if the account may not ask
     * @param registered null if the account may not ask
     * @param galera null if the server is no node of a Galera cluster
     * @param group null if the server can't be a member of a group
     */
    record Answers(
            Row state,
            @Nullable List<Row> status,
            @Nullable List<Row> registered,
            @Nullable List<Row> galera,
            @Nullable GroupStatus group) {}

    Answers ask(Connection connection) throws SQLException {
        if (together && status.isWelcome() && registered.isWelcome()) {
            try {
                return askTogether(connection);
            } catch (SQLException refused) {
                boolean notUnderstood = ServerRefusal.isNotUnderstood(refused);
                if (!notUnderstood && !ServerRefusal.isForLackOfRights(refused)) {
                    throw refused;
                }
                // Which of them was refused, and whether another form is understood, is found out one by one.
                together = !notUnderstood;
            }
        }
        Row row = Row.only(connection, state);
        String account = Account.quoted(row.text("account"));
        return new Answers(
                row,
                status.ask(connection, account),
                registered.ask(connection, account),
                askGalera(connection, row),
                askGroup(connection, row));
    }

    /** The first time by itself: only then it is known to be a node. */
    private static @Nullable List<Row> askGalera(Connection connection, Row row) throws SQLException {
        return GaleraRows.isNode(row) ? Row.all(connection, GaleraRows.QUESTION) : null;
    }

    private @Nullable GroupStatus askGroup(Connection connection, Row row) throws SQLException {
        return group == null || GaleraRows.isNode(row)
                ? null
                : group.ask(connection, row.text("id"), Account.quoted(row.text("account")));
    }

    private Answers askTogether(Connection connection) throws SQLException {
        List<String> questions = new ArrayList<>(List.of(state, status.form(), registered.form()));
        boolean asked = galera;
        if (asked) {
            questions.add(GaleraRows.QUESTION);
        }
        String members = group == null ? null : group.question();
        if (members != null) {
            questions.add(members);
        }
        List<List<Row>> answers = Row.together(connection, questions);
        if (answers.get(0).size() != 1) {
            throw new SQLException("one row expected, not " + answers.get(0).size() + ", from " + state);
        }
        Row row = answers.get(0).get(0);
        boolean isNode = GaleraRows.isNode(row);
        List<Row> status = asked && isNode ? answers.get(3) : askGalera(connection, row);
        galera = isNode;
        GroupStatus ofGroup = group != null && members != null
                ? group.status(answers.get(answers.size() - 1), row.text("id"))
                : askGroup(connection, row);
        return new Answers(row, answers.get(1), answers.get(2), status, ofGroup);
    }
}
