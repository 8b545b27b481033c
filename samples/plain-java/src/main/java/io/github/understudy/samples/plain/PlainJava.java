package io.github.understudy.samples.plain;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.consistency.ConsistencyLevel;
import io.github.understudy.event.ClusterListener;
import io.github.understudy.exception.OutcomeUnknownException;
import io.github.understudy.exception.TransactionLostException;
import io.github.understudy.route.Route;
import io.github.understudy.topology.Endpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/**
 * A small bank: all that an application without a framework needs of the library, from top to bottom. Take what you
 * need; {@link #open} and plain JDBC are enough.
 *
 * <p>Arguments: a URL such as {@code jdbc:understudy:mysql://db1.example.org/bank}, a user, a password.
 */
public final class PlainJava {
    private static final int MOST_ATTEMPTS = 5;

    private final UnderstudyDataSource dataSource;

    PlainJava(UnderstudyDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static void main(String[] args) throws SQLException, InterruptedException {
        try (UnderstudyDataSource dataSource =
                open(args[0], args[1], args[2], event -> System.out.println("  " + event))) {
            new PlainJava(dataSource).play();
        }
    }

    private void play() throws SQLException, InterruptedException {
        createTables();
        openAccount("Rosencrantz", 1000);
        openAccount("Guildenstern", 1000);
        System.out.println("A replica answers: " + balance("Rosencrantz"));
        System.out.println("The cluster: " + dataSource.topology().describe());

        System.out.println("300 transfers");
        for (int i = 0; i < 300; i++) {
            transfer(UUID.randomUUID(), "Rosencrantz", "Guildenstern", 1);
            Thread.sleep(10);
        }
        System.out.println("Rosencrantz has " + balance("Rosencrantz") + ", both have " + total());
        System.out.println("Another service sees it, too: "
                + balanceAt(dataSource.consistency().token()));
        dataSource.topology().nodes().stream()
                .filter(node ->
                        node.readable() && !node.equals(dataSource.topology().sourceNode()))
                .findFirst()
                .ifPresent(node -> service(node.endpoint()));
    }

    // ---- Opening it ------------------------------------------------------------------------------------------------

    /** One host in the URL is enough: the others are found. Every setting has a default; the README has them all. */
    static UnderstudyDataSource open(String url, String user, String password, ClusterListener listener) {
        return UnderstudyDataSource.builder()
                .url(url)
                .user(user)
                .password(password)
                .maximumPoolSize(10) // for each server
                .set(Setting.WAIT_TIMEOUT, Duration.ofSeconds(20)) // as long as a promotion may take
                .set(Setting.MAX_LAG, Duration.ofSeconds(5))
                .property("connectionTimeZone", "UTC") // what is not the library's is the driver's
                .listener(listener) // everything that happens to the cluster, with its reason
                .build();
    }

    // ---- Writing and reading ---------------------------------------------------------------------------------------

    void createTables() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS account (owner VARCHAR(40) PRIMARY KEY, balance INT NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS transfer (id CHAR(36) PRIMARY KEY, amount INT NOT NULL)");
        }
    }

    /** A single write goes to the source. While there is none, it waits for the next one. */
    void openAccount(String owner, int balance) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO account VALUES (?, ?) ON DUPLICATE KEY UPDATE balance = VALUES(balance)")) {
            statement.setString(1, owner);
            statement.setInt(2, balance);
            statement.executeUpdate();
        }
    }

    /** A single read goes to a replica that has all that this thread has written; if one dies meanwhile, to another. */
    int balance(String owner) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT balance FROM account WHERE owner = ?")) {
            statement.setString(1, owner);
            return number(statement);
        }
    }

    // ---- Transactions ----------------------------------------------------------------------------------------------

    /** The id makes it safe to send a transfer twice: it is done once. */
    void transfer(UUID id, String from, String to, int amount) throws SQLException {
        try {
            transaction(connection -> {
                update(connection, "INSERT INTO transfer (amount, id) VALUES (?, ?)", amount, id.toString());
                update(connection, "UPDATE account SET balance = balance - ? WHERE owner = ?", amount, from);
                update(connection, "UPDATE account SET balance = balance + ? WHERE owner = ?", amount, to);
            });
        } catch (OutcomeUnknownException e) {
            // The server died with the COMMIT on its way. (With understudy.ledger=on the library finds out itself.)
            if (!isDone(id)) {
                transfer(id, from, to, amount);
            }
        }
    }

    /**
     * Runs a transaction, and again if its server was lost before COMMIT: then nothing of it was applied, for certain.
     * (With understudy.replay=on the library does that itself, and this loop has nothing to do.)
     */
    private void transaction(Work work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                work.in(connection);
                connection.commit();
                return;
            } catch (TransactionLostException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Asks the source, with a lock: a plain read might not see what is just being committed. */
    private boolean isDone(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM transfer WHERE id = ? FOR UPDATE")) {
            statement.setString(1, id.toString());
            return number(statement) > 0;
        }
    }

    // ---- Saying more about reads -----------------------------------------------------------------------------------

    /** A report may be a minute old, and need not bother the source. */
    int total() throws SQLException {
        return Route.onReplica(Duration.ofMinutes(1), () -> {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement("SELECT SUM(balance) FROM account")) {
                return number(statement);
            }
        });
    }

    /** What another thread or service does with a token that came in a header, a cookie, a message. */
    int balanceAt(String token) throws SQLException {
        return dataSource.consistency().with(token, () -> balance("Guildenstern"));
    }

    /** Exactly what the source has now. */
    int balanceForCertain() throws SQLException {
        return dataSource.consistency().at(ConsistencyLevel.STRONG, () -> balance("Rosencrantz"));
    }

    // ---- Maintenance -----------------------------------------------------------------------------------------------

    /** Takes a server out of service, and puts it back. */
    void service(Endpoint server) {
        try {
            int inUse = dataSource.cluster().drain(server, Duration.ofSeconds(10));
            System.out.println(server + " can be restarted: " + inUse + " connections are in use there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            dataSource.cluster().undrain(server);
        }
    }

    // ---- JDBC ------------------------------------------------------------------------------------------------------

    private interface Work {
        void in(Connection connection) throws SQLException;
    }

    private static void update(Connection connection, String sql, int number, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.setString(2, text);
            statement.executeUpdate();
        }
    }

    private static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
