package io.github.understudy.it.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** Statements that are ended before they are done. */
final class TimeScenarios {
    private TimeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.slow("a query timeout", TimeScenarios::queryTimeout),
                Scenario.slow("cancel from another thread", TimeScenarios::cancel),
                Scenario.of("cancel while nothing runs", TimeScenarios::cancelIdle),
                Scenario.slow("a network timeout", TimeScenarios::networkTimeout));
    }

    private static void queryTimeout(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(1);
        statement.executeQuery("SELECT SLEEP(3) FROM item");
        stage.rows(statement.executeQuery("SELECT 1"));
        PreparedStatement prepared = connection.prepareStatement("SELECT SLEEP(?) FROM item");
        prepared.setQueryTimeout(1);
        prepared.setInt(1, 3);
        prepared.executeQuery();
        prepared.setInt(1, 0);
        stage.rows(prepared.executeQuery());
        connection.setAutoCommit(false);
        statement.executeUpdate("UPDATE item SET amount = 66 WHERE id = 1");
        statement.executeUpdate("UPDATE item SET amount = SLEEP(3) WHERE id = 2");
        stage.query(connection, "SELECT amount FROM item ORDER BY id");
        connection.commit();
    }

    private static void cancel(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        cancelled(stage, statement, () -> statement.executeQuery("SELECT SLEEP(20) FROM item"));
        stage.rows(statement.executeQuery("SELECT 1"));
        connection.setAutoCommit(false);
        statement.executeUpdate("UPDATE item SET amount = 66 WHERE id = 1");
        cancelled(stage, statement, () -> statement.executeUpdate("UPDATE item SET amount = SLEEP(20) WHERE id = 2"));
        stage.query(connection, "SELECT amount FROM item ORDER BY id");
        connection.rollback();
    }

    /** Runs something and cancels it as soon as the server works on it. */
    private static void cancelled(Stage stage, Statement statement, Statements work) throws Exception {
        Statement real = (Statement) Tape.real(statement);
        CompletableFuture<Void> cancelling = CompletableFuture.runAsync(() -> {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> isAsleep(stage));
            try {
                real.cancel();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        work.run();
        cancelling.join();
    }

    /** Calls of JDBC. */
    private interface Statements {
        void run() throws SQLException;
    }

    private static boolean isAsleep(Stage stage) {
        return !"0"
                .equals(stage.cluster()
                        .source()
                        .query("SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User sleep'"));
    }

    private static void cancelIdle(Stage stage) throws Exception {
        Connection connection = stage.connection();
        Statement statement = connection.createStatement();
        statement.cancel();
        stage.rows(statement.executeQuery("SELECT 1"));
        statement.cancel();
        PreparedStatement prepared = connection.prepareStatement("SELECT 2");
        prepared.cancel();
        stage.rows(prepared.executeQuery());
    }

    private static void networkTimeout(Stage stage) throws Exception {
        Connection connection = stage.connection();
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 500);
        connection.getNetworkTimeout();
        stage.query(connection, "SELECT 1");
        Statement statement = connection.createStatement();
        statement.executeQuery("SELECT SLEEP(2) FROM item WHERE id = 1");
        connection.isClosed();
        statement.isClosed();
        connection.isValid(1);
    }
}
