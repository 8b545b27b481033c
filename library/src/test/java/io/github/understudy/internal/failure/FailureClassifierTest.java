package io.github.understudy.internal.failure;

import static io.github.understudy.internal.failure.Failure.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.mysql.cj.exceptions.CJCommunicationsException;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.exceptions.CommunicationsException;
import com.mysql.cj.jdbc.exceptions.MySQLQueryInterruptedException;
import com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureClassifierTest {
    private static final String OF_1290 =
            "The MySQL server is running with the %s option so it cannot execute this statement";

    private final FailureClassifier classifier = new FailureClassifier();

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"linkFailures", "refusals", "statementErrors", "plainCodes", "pool"})
    void tellsWhatAnExceptionMeans(String what, Failure expected, Throwable thrown) {
        assertThat(classifier.classify(thrown)).isEqualTo(expected);
    }

    static Stream<Arguments> linkFailures() {
        return Stream.of(
                row("CJ socket timeout", CONNECTION_LOST, mySqlLink(new SocketTimeoutException("Read timed out"))),
                row("CJ connection reset", CONNECTION_LOST, mySqlLink(new SocketException("Connection reset"))),
                row("CJ end of stream", CONNECTION_LOST, mySqlLink(new EOFException("read 0 bytes"))),
                row("CJ refused", CONNECT_FAILED, mySqlLink(new ConnectException("Connection refused"))),
                row("CJ unknown host", CONNECT_FAILED, mySqlLink(new UnknownHostException("db1"))),
                row("CJ no route", CONNECT_FAILED, mySqlLink(new NoRouteToHostException("No route to host"))),
                row("CJ connect timeout", CONNECT_FAILED, mySqlLink(new SocketTimeoutException("Connect timed out"))),
                row("CJ cannot connect", CONNECT_FAILED, nonTransient("Could not create connection", "08001", 0, null)),
                row("CJ rejected", CONNECT_FAILED, nonTransient("rejected establishment", "08004", 0, null)),
                row("CJ after close", CONNECTION_CLOSED, afterClose()),
                row(
                        "CJ batch cut",
                        CONNECTION_LOST,
                        plain("No operations allowed after statement closed.", "S1009", 0)),
                row("CJ 4031", CONNECTION_CLOSED, idleDisconnectOfMySql()),
                row("CJ kill timer without a connection", STATEMENT, failedKill()),
                row(
                        "CJ inner exception",
                        CONNECTION_LOST,
                        new CJCommunicationsException("Communications link failure")),
                row("MD socket error", CONNECTION_LOST, mariaDbLink("(conn=7) Socket error", -1, new EOFException())),
                row(
                        "MD timeout",
                        CONNECTION_LOST,
                        mariaDbLink("(conn=7) Socket timout error", -1, new SocketTimeoutException())),
                row(
                        "MD refused",
                        CONNECT_FAILED,
                        mariaDbLink("Socket fail to connect to db1:3306", 0, new ConnectException())),
                row("MD connect timeout", CONNECT_FAILED, connectTimeoutOfMariaDb()),
                row(
                        "MD cut handshake",
                        CONNECT_FAILED,
                        mariaDbLink("Could not connect to db1:3306 : eof", -1, new EOFException())),
                row("MD after close", CONNECTION_CLOSED, mariaDbLink("(conn=7) Connection is closed", 1220, null)),
                row(
                        "MD 4031",
                        CONNECTION_CLOSED,
                        plain("disconnected by the server because of inactivity", "HY000", 4031)),
                row("MD reconnected", CONNECTION_LOST, new SQLTransientConnectionException("lost", "25S03", 0)),
                row("1053", CONNECTION_LOST, nonTransient("Server shutdown in progress", "08S01", 1053, null)),
                row("CJ 1927", CONNECTION_LOST, new MySQLQueryInterruptedException("killed", "70100", 1927)),
                row("MD 1927", CONNECTION_LOST, new SQLTimeoutException("killed", "70100", 1927)),
                row("unknown link state", CONNECTION_LOST, nonTransient("?", "08006", 0, null)),
                row("bare I/O", CONNECTION_LOST, new RuntimeException(new IOException("broken pipe"))));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                row("1290", READ_ONLY, plain(OF_1290.formatted("--read-only"), "HY000", 1290)),
                row("1290 super", READ_ONLY, plain(OF_1290.formatted("--super-read-only"), "HY000", 1290)),
                row("1290 other", STATEMENT, plain(OF_1290.formatted("--secure-file-priv"), "HY000", 1290)),
                row("CJ 1792", CONNECTION_READ_ONLY, plain("READ ONLY transaction", "25006", 1792)),
                row("MD 1792", CONNECTION_READ_ONLY, new SQLInvalidAuthorizationSpecException("x", "25006", 1792)),
                row("CJ check", CONNECTION_READ_ONLY, plain("Connection is read-only. Queries leading to", "S1009", 0)),
                row("1047", NOT_READY, nonTransient("WSREP has not yet prepared node", "08S01", 1047, null)),
                row(
                        "1180 of a Galera node without its cluster",
                        CONNECTION_LOST,
                        plain("Got error 6 \"No such device or address\" during COMMIT", "HY000", 1180)),
                row("3100 at COMMIT", NOT_READY, hook("before_commit")),
                row(
                        "1180 of a member of a group in a conflict",
                        ROLLED_BACK,
                        plain("Got error 149 - 'Lock deadlock; Retry transaction' during COMMIT", "HY000", 1180)),
                row("3100 before DML", NOT_READY, hook("before_dml")),
                row("3100 afterwards", STATEMENT, hook("after_commit")),
                row("CJ 1040", OVERLOAD, nonTransient("Too many connections", "08004", 1040, null)),
                row("MD 1040", OVERLOAD, plain("Too many connections", "HY000", 1040)),
                row("1203", OVERLOAD, new SQLSyntaxErrorException("max_user_connections", "42000", 1203)),
                row("CJ 1045", ACCESS_DENIED, plain("Access denied", "28000", 1045)),
                row("MD 1045", ACCESS_DENIED, new SQLInvalidAuthorizationSpecException("Access denied", "28000", 1045)),
                row("MD 28000", ACCESS_DENIED, new SQLInvalidAuthorizationSpecException("plugin", "28000", 0)),
                row("1049", ACCESS_DENIED, new SQLSyntaxErrorException("Unknown database", "42000", 1049)),
                row("1042", CONNECT_FAILED, nonTransient("Can't get hostname", "08S01", 1042, null)));
    }

    static Stream<Arguments> statementErrors() {
        return Stream.of(
                row("syntax", STATEMENT, new SQLSyntaxErrorException("syntax", "42000", 1064)),
                row("duplicate", STATEMENT, new SQLIntegrityConstraintViolationException("dup", "23000", 1062)),
                row("CJ 1205", STATEMENT, new MySQLTransactionRollbackException("lock wait", "40001", 1205)),
                row("MD 1205", STATEMENT, plain("lock wait", "HY000", 1205)),
                row("CJ 1213", ROLLED_BACK, new MySQLTransactionRollbackException("deadlock", "40001", 1213)),
                row("MD 1213", ROLLED_BACK, new SQLTransactionRollbackException("deadlock", "40001", 1213)),
                row("CJ 3101", ROLLED_BACK, new MySQLTransactionRollbackException("plugin", "40000", 3101)),
                row("CJ 1614", ROLLED_BACK, plain("XA_RBDEADLOCK", "XA102", 1614)),
                row("MD 1614", ROLLED_BACK, new SQLSyntaxErrorException("XA_RBDEADLOCK", "XA102", 1614)),
                row("CJ 1317", STATEMENT, new MySQLQueryInterruptedException("interrupted", "70100", 1317)),
                row("MD 1317", STATEMENT, new SQLTimeoutException("interrupted", "70100", 1317)),
                row("MD 1969", STATEMENT, new SQLTimeoutException("max_statement_time", "70100", 1969)),
                row("CJ closed rows", STATEMENT, plain("Operation not allowed after ResultSet closed", "S1000", 0)),
                row("MD closed statement", STATEMENT, new SQLSyntaxErrorException("closed statement", "42000", -1)),
                row("stream of the application", STATEMENT, new SQLException("x", "HY000", 0, new IOException())),
                row("no SQL at all", STATEMENT, new IllegalStateException("x")));
    }

    static Stream<Arguments> plainCodes() {
        return Stream.of(
                        codes(READ_ONLY, "HY000", 1836, 1874),
                        codes(NOT_READY, "HY000", 3032, 3168),
                        codes(CONNECTION_LOST, "08S01", 1080, 1184),
                        codes(CONNECTION_LOST, "HY000", 1079, 3169),
                        codes(
                                CONNECTION_LOST,
                                "08S01",
                                IntStream.rangeClosed(1152, 1161).toArray()),
                        codes(OVERLOAD, "42000", 1226),
                        codes(ACCESS_DENIED, "HY000", 1044, 1129, 1130, 1820, 1862),
                        codes(ROLLED_BACK, "XA100", 1402, 1613),
                        codes(STATEMENT, "08S01", 1189, 1190, 1218),
                        codes(STATEMENT, "HY000", 1020, 1105, 1180, 1243, 1461, 1615, 3024, 3058, 3572, 3989),
                        codes(STATEMENT, "HY000", 3092, 3097, 3100, 3663, 3782, 4022),
                        codes(NOT_READY, "HY000", 3796, 3797, 3798, 3799))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> pool() {
        String timeout = "p - Connection is not available, request timed out after 1001ms (total=2, active=2)";
        SQLException refused = mySqlLink(new ConnectException("Connection refused"));
        SQLTransientConnectionException chained = new SQLTransientConnectionException(timeout, "08S01", 0, refused);
        chained.setNextException(refused);
        return Stream.of(
                row("busy", POOL_TIMEOUT, new SQLTransientConnectionException(timeout, null, 0)),
                row("cannot connect", POOL_TIMEOUT, chained),
                row("too many", POOL_TIMEOUT, new SQLTransientConnectionException(timeout, "08004", 1040)),
                row("closed proxy", CONNECTION_CLOSED, new SQLException("Connection is closed")),
                row(
                        "closed pool",
                        CONNECTION_CLOSED,
                        new SQLException("HikariDataSource HikariDataSource (p) has been closed.")));
    }

    @Test
    void looksThroughWrappers() {
        SQLException readOnly = plain(OF_1290.formatted("--read-only"), "HY000", 1290);
        assertThat(classifier.classify(new RuntimeException(new Exception(readOnly))))
                .isEqualTo(READ_ONLY);
        SQLException outer = new SQLException("batch");
        outer.setNextException(readOnly);
        assertThat(classifier.classify(outer)).isEqualTo(READ_ONLY);
    }

    @Test
    void takesALostLinkAnywhereInTheChainForMoreThanARefusal() {
        SQLException refusal = plain(OF_1290.formatted("--read-only"), "HY000", 1290);
        refusal.setNextException(mySqlLink(new EOFException()));
        assertThat(classifier.classify(refusal)).isEqualTo(CONNECTION_LOST);
    }

    @Test
    void seesALostLinkThroughABatch() {
        SQLException lost = mariaDbLink("(conn=7) Socket error", -1, new EOFException());
        assertThat(classifier.classify(new BatchUpdateException("x", "08000", -1, new int[] {1, -3}, lost)))
                .isEqualTo(CONNECTION_LOST);
        assertThat(classifier.classify(
                        new BatchUpdateException("closed", "08003", 0, new int[] {-3, -3}, afterClose())))
                .as("the driver goes on after the link broke, and reports the last error")
                .isEqualTo(CONNECTION_LOST);
    }

    @Test
    void doesNotPromiseThatNothingOfABatchWasAppliedWhenAPartWas() {
        String message = OF_1290.formatted("--read-only");
        SQLException refusal = plain(message, "HY000", 1290);
        assertThat(classifier.classify(new BatchUpdateException(message, "HY000", 1290, new int[] {-3, -3}, refusal)))
                .isEqualTo(READ_ONLY);
        assertThat(classifier.classify(new BatchUpdateException(message, "HY000", 1290, new int[] {1, -3}, refusal)))
                .isEqualTo(PARTLY_APPLIED);
        assertThat(classifier.classify(new BatchUpdateException(message, "HY000", 1290, (int[]) null, refusal)))
                .as("no counts are no proof")
                .isEqualTo(PARTLY_APPLIED);
    }

    @Test
    void survivesARingOfCausesAndExceptionsWithoutAnything() {
        SQLException one = new SQLException((String) null);
        one.initCause(new RuntimeException(one));
        one.setNextException(one);
        assertThat(classifier.classify(one)).isEqualTo(STATEMENT);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void neverTakesAnUnknownOutcomeForAProof(Failure failure) {
        boolean proof = failure.provesNothingApplied();
        assertThat(proof && (failure == CONNECTION_LOST || failure == STATEMENT || failure == PARTLY_APPLIED))
                .isFalse();
        assertThat(failure.whileConnecting()).isNotIn(CONNECTION_LOST, CONNECTION_CLOSED);
    }

    private static Arguments row(String what, Failure expected, Throwable thrown) {
        return arguments(what, expected, thrown);
    }

    /** It was sent to the others before, and they may have it. */
    @Test
    void aCommitThatAMemberOfAGroupGivesUpIsNoRefusal() {
        FailureClassifier inGroup = new FailureClassifier(() -> true);
        assertThat(inGroup.classify(hook("before_commit"))).isEqualTo(CONNECTION_LOST);
        assertThat(inGroup.classify(hook("before_dml"))).isEqualTo(NOT_READY);
    }

    private static SQLException hook(String name) {
        return plain("Error on observer while running replication hook '" + name + "'.", "HY000", 3100);
    }

    private static Stream<Arguments> codes(Failure expected, String state, int... codes) {
        return IntStream.of(codes).mapToObj(code -> row(state + " " + code, expected, plain("error", state, code)));
    }

    /** An SQL node passes on what NDB says of a COMMIT in any of these ways, and as a number of its own. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1296 | Got error 4008 'Receive from NDB failed' from NDBCLUSTER | CONNECTION_LOST",
                "1296 | Got error 4009 'Cluster Failure' from NDBCLUSTER | CONNECTION_LOST",
                "1296 | Got error 4012 'Request ndbd time-out, maybe due to high load' from NDBCLUSTER | CONNECTION_LOST",
                "1296 | Got error 4024 'Time-out, most likely caused by simple read' from NDBCLUSTER | CONNECTION_LOST",
                "1296 | Got error 157 'Could not connect to storage engine' from NDBCLUSTER | CONNECTION_LOST",
                "1297 | Got temporary error 4115 'Transaction was committed but' from NDBCLUSTER | CONNECTION_LOST",
                "1180 | Got error 4012 - 'Unknown error 4012' during COMMIT | CONNECTION_LOST",
                "1180 | Got error 157 - 'Could not connect to storage engine' during COMMIT | CONNECTION_LOST",
                "1030 | Got error 157 - 'Could not connect to storage engine' from storage engine | CONNECTION_LOST",
                "1297 | Got temporary error 4010 'Node failure caused abort of transaction' from NDBCLUSTER | STATEMENT",
                "1297 | Got temporary error 4025 'Node failure caused abort of transaction' from NDBCLUSTER | STATEMENT",
                "1297 | Got temporary error 1204 'Temporary failure, distribution changed' from NDBCLUSTER | STATEMENT",
                "1297 | Got temporary error 280 'Transaction aborted due to node shutdown' from NDBCLUSTER | STATEMENT",
                "1180 | Got error 4010 - 'Unknown error 4010' during COMMIT | STATEMENT",
                "1180 | Got error 122 - 'Internal (unspecified) error in handler' during COMMIT | STATEMENT",
                "1205 | Lock wait timeout exceeded; try restarting transaction | STATEMENT",
                "1296 | Got error 10000 'Error on remote system: 2013: x' from FEDERATED | STATEMENT",
                "1146 | Got error 4009 is no message of this error | STATEMENT"
            })
    void tellsWhatNdbDoesNotKnowFromWhatItHasAborted(int code, String message, Failure expected) {
        assertThat(classifier.classify(plain(message, "HY000", code))).isEqualTo(expected);
    }

    private static SQLException plain(String message, String state, int code) {
        return new SQLException(message, state, code);
    }

    private static SQLException nonTransient(String message, String state, int code, @Nullable Throwable cause) {
        return new SQLNonTransientConnectionException(message, state, code, cause);
    }

    private static SQLException mariaDbLink(String message, int code, @Nullable Throwable cause) {
        return new SQLNonTransientConnectionException(message, "08000", code, cause);
    }

    private static SQLException mySqlLink(Exception cause) {
        String message = "Communications link failure. The driver has not received any packets from the server.";
        return new CommunicationsException(message, new CJCommunicationsException(message, cause));
    }

    private static SQLException afterClose() {
        Throwable first = new CJCommunicationsException("Communications link failure", new EOFException());
        return nonTransient(
                "No operations allowed after connection closed.", "08003", 0, new CJException("closed", first));
    }

    private static SQLException idleDisconnectOfMySql() {
        String message = "The client was disconnected by the server because of inactivity. See wait_timeout";
        return new CommunicationsException(message, new CJCommunicationsException(message));
    }

    /** The statement was sent and ran; its time was up, but the connection for KILL QUERY was refused. */
    private static SQLException failedKill() {
        Throwable cause = new CJCommunicationsException("link failure", new ConnectException("Connection refused"));
        return new SQLException("Communications link failure", "S1000", 0, cause);
    }

    private static SQLException connectTimeoutOfMariaDb() {
        String message = "Socket timeout when connecting to db1:3306. Read timed out";
        return new SQLTimeoutException(message, "08000", 0, new SocketTimeoutException("Read timed out"));
    }
}
