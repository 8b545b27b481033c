package io.github.understudy.internal.ledger;

import io.github.understudy.internal.failure.ServerRefusal;
import io.github.understudy.internal.sql.Account;
import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the table is there, of the right form, and may be used by this account. */
final class Readiness {
    private static final Set<Integer> NO_SUCH_DATABASE = Set.of(1046, 1049);

    private static final String COLUMNS = "SELECT t.engine, c.column_name, c.column_type, c.column_key, c.is_nullable,"
            + " c.column_default, c.extra FROM information_schema.tables t JOIN information_schema.columns c"
            + " ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
            + " WHERE t.table_schema = IF(@@lower_case_table_names = 1, LOWER(COALESCE(?, DATABASE())),"
            + " COALESCE(?, DATABASE()))"
            + " AND t.table_name = IF(@@lower_case_table_names = 1, LOWER(?), ?)";

    private static final String EMPTY = "SELECT COALESCE(?, DATABASE()) = DATABASE() AND NOT EXISTS"
            + " (SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE())";

    private final LedgerTable table;
    private final Flavor flavor;

    Readiness(LedgerTable table, Flavor flavor) {
        this.table = table;
        this.flavor = flavor;
    }

    static boolean wouldBeFirst(LedgerTable table, Connection connection) throws SQLException {
        return Alone.run(connection, statement -> {
            try (PreparedStatement query = statement.getConnection().prepareStatement(EMPTY)) {
                query.setString(1, table.schema());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    void ensure(Connection connection, boolean mayCreate) throws SQLException {
        TableForm form = form(connection);
        if (form.isMissing()) {
            create(connection, mayCreate);
            form = form(connection);
        }
        List<String> faults = form.faults();
        if (!faults.isEmpty()) {
            throw new SQLException("The table " + table + " can't be the commit ledger: " + String.join("; ", faults)
                    + ". Configure another name, or drop it and run: " + table.createStatement());
        }
        tryAll(connection);
    }

    private TableForm form(Connection connection) throws SQLException {
        return Alone.run(connection, statement -> read(statement.getConnection()));
    }

    private TableForm read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, table.schema());
            query.setString(2, table.schema());
            query.setString(3, table.name());
            query.setString(4, table.name());
            try (ResultSet rows = query.executeQuery()) {
                List<TableForm.Column> columns = new ArrayList<>();
                while (rows.next()) {
                    columns.add(TableForm.column(rows));
                }
                return new TableForm(columns);
            }
        }
    }

    private void create(Connection connection, boolean mayCreate) throws SQLException {
        String missing = "The table " + table + " for the commit ledger does not exist, or this account may not see it";
        if (!mayCreate) {
            throw new SQLException(missing + ". " + remedy(connection));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(table.createStatement());
        } catch (SQLException e) {
            if (ServerRefusal.isForLackOfRights(e) || NO_SUCH_DATABASE.contains(e.getErrorCode())) {
                throw refusal(missing + ", and could not be created: " + e.getMessage(), connection, e);
            }
            throw e;
        }
    }

    /** Only this shows all: privileges can come from roles, from patterns and from columns. */
    private void tryAll(Connection connection) throws SQLException {
        try {
            Alone.run(connection, this::noteAndForget);
        } catch (SQLException e) {
            if (ServerRefusal.isForLackOfRights(e)) {
                throw refusal(
                        "This account may not use the table " + table + " for the commit ledger: " + e.getMessage(),
                        connection,
                        e);
            }
            throw e;
        }
    }

    private int noteAndForget(Statement statement) throws SQLException {
        LedgerId id = new LedgerIds().next();
        statement.execute("START TRANSACTION"); // otherwise autocommit would keep it
        new Ledger(table).note(statement.getConnection(), id);
        Alone.rows(statement, Inquiry.lockingRead(table, flavor, id));
        return statement.executeUpdate("DELETE FROM " + table.quoted() + " WHERE id = " + id.literal());
    }

    private SQLException refusal(String message, Connection connection, SQLException cause) throws SQLException {
        return new SQLException(message + ". " + remedy(connection), cause.getSQLState(), cause.getErrorCode(), cause);
    }

    private String remedy(Connection connection) throws SQLException {
        String account = Alone.ask(connection, "SELECT CURRENT_USER()").get(0).get(0);
        return "Run: " + table.createStatement() + "; " + table.grantStatement(Account.quoted(account));
    }
}
