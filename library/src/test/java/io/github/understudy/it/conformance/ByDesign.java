package io.github.understudy.it.conformance;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The differences to a plain connection that are wanted, each with its reason. */
enum ByDesign {
    UNWRAPPED(
            "the driver's own type is that of the physical object behind, never of ours",
            ".*\\.unwrap\\((com\\.mysql|org\\.mariadb)\\..*\\) = \\w+\\d+",
            ".*\\.unwrap\\(.*\\) = (com\\.mysql|org\\.mariadb)\\..*"),
    ADDRESS(
            "answered without a server: the URL names the cluster and no properties, and the account has no host",
            ".*\\.get(URL|UserName)\\(\\) = .*",
            ".*\\.get(URL|UserName)\\(\\) = .*"),
    CLOSED(
            "nothing physical is left to ask: the library refuses by itself, the same way for both drivers, and also"
                    + " where a driver forgets to",
            ".*closed.*|.*(closed|aborted) .*: .*",
            ".* ! java\\.sql\\.SQL(NonTransientConnection)?Exception (08003|S1009)/0 'The (statement|connection) is"
                    + " closed'"),
    CLOSED_TOO(
            "the end of a connection is the end of its statements and of what they answer",
            ".*(closed|aborted) .*: .*(isClosed\\(\\) = false|cancel\\(\\) ! .*|isWrapperFor.* ! .*|rows|abort\\(.*)",
            ".*(isClosed\\(\\) = true|cancel\\(\\)|isWrapperFor.* = true|abort\\(.*)"),
    PREPARED_TEXT(
            "JDBC forbids to give a prepared statement another text; Connector/J runs it",
            ".*\\.(execute\\w*|addBatch)\\(\".*",
            ".* S1009/0 'A prepared statement has its text already'"),
    READ_ONLY(
            "on a read-only connection writes are refused before they are sent, whatever the driver does: it may read"
                    + " from the source",
            ".*(read-only connections|a read-only connection): .*",
            ".* 25006/0 'The connection is read-only: this statement writes'"),
    READ_ONLY_IN_TRANSACTION(
            "an open transaction has its server already, and can't go to another one",
            ".*read-only is switched in a transaction: .*(setReadOnly\\(true\\)|isReadOnly\\(\\) = true)",
            ".* 25001/0 'A transaction is open: read-only can only be changed before or after it'|.*isReadOnly\\(\\) = false"),
    READ_ONLY_TRANSACTION(
            "a replica runs it, and gives another reason first; it is told as the source would, by one class for all",
            ".*read-only transactions by SQL: .* 25006/1792 .*",
            ".* java\\.sql\\.SQLException 25006/1792 .*"),
    NEXT_RUN_CLOSES(
            "the next run of a statement closes its result, as JDBC wants it; MariaDB's driver forgets it after updates",
            ".*a second result closes the first: .*isClosed\\(\\) = false",
            ".*isClosed\\(\\) = true"),
    CANCELLED(
            "Connector/J names a cancelled statement after who is first, its own notice or the server's",
            ".*cancel from another thread: .* ! com\\.mysql\\.cj\\..*(Cancelled|Interrupted)Exception .*",
            ".* ! com\\.mysql\\.cj\\..*(Cancelled|Interrupted)Exception .*"),
    LOST(
            "of a lost connection is told what is known about the work, and another server is used from then on",
            ".*a network timeout: .*",
            ".*(OutcomeUnknownException 08007/0 .*|isClosed\\(\\) = false|isValid\\(1\\) = true)"),
    KEYS_HAVE_A_STATEMENT(
            "JDBC wants a result to know its statement; MariaDB's driver has none for generated keys",
            ".*\\.getStatement\\(\\) = null",
            ".*\\.getStatement\\(\\) = \\w+\\d+"),
    AUTOCOMMIT_BY_SQL(
            "SET autocommit is understood; Connector/J answers from what was set through JDBC",
            ".*autocommit is switched by SQL: .*",
            ".*"),
    NO_CLIENT_INFO(
            "taking client info away is no mistake; MariaDB's driver ends with a NullPointerException",
            ".*\\.setClientInfo\\((.*, )?null\\) ! java\\.lang\\.NullPointerException",
            ".*\\.setClientInfo\\((.*, )?null\\)"),
    OTHER_CLIENT_INFO(
            "JDBC: client info that is set as a whole takes the place of what was there; MariaDB's driver only ever adds",
            "client info.*: .*\\.getClientInfo\\(.*\\) = .*conformance.*",
            ".*\\.getClientInfo\\(.*\\) = (null|\\{(ClientUser=somebody)?\\})"),
    ARGUMENTS(
            "the library refuses by itself, the same way for both drivers",
            ".*\\.(abort\\(null\\)|isValid\\(-1\\)).*",
            ".* S1009/0 'the (executor is missing|timeout is negative: -1)'");

    private final String reason;
    private final Pattern plain;
    private final Pattern understudy;

    ByDesign(String reason, String plain, String understudy) {
        this.reason = reason;
        this.plain = Pattern.compile(plain);
        this.understudy = Pattern.compile(understudy);
    }

    String reason() {
        return reason;
    }

    static boolean covers(String scenario, String plain, String understudy) {
        return Arrays.stream(values())
                .anyMatch(it -> it.plain.matcher(scenario + ": " + plain).matches()
                        && it.understudy.matcher(understudy).matches());
    }
}
