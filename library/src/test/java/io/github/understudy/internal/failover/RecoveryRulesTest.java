package io.github.understudy.internal.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.internal.failover.RecoveryRules.Circumstances;
import io.github.understudy.internal.failure.Failure;
import io.github.understudy.internal.sql.StatementClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryRulesTest {

    /** Columns: failure, statement, transaction begun, autocommit, repeatable, pinned; what is done. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            READ_ONLY,         DML,             false, true,  true,  false, REPEAT
            READ_ONLY,         DML,             false, false, true,  false, REPEAT
            READ_ONLY,         DML,             true,  false, true,  false, TRANSACTION_LOST
            READ_ONLY,         DML,             false, true,  false, false, PASS
            READ_ONLY,         DML,             false, true,  true,  true,  SESSION_LOST
            READ_ONLY,         IMPLICIT_COMMIT, false, true,  true,  false, REPEAT
            READ_ONLY,         WRITE,           false, true,  true,  false, PASS
            READ_ONLY,         WRITE,           true,  false, true,  false, OUTCOME_UNKNOWN
            READ_ONLY,         QUERY,           false, true,  true,  false, REPEAT
            CONNECTION_LOST,   QUERY,           true,  false, true,  false, TRANSACTION_LOST
            CONNECTION_LOST,   QUERY,           false, true,  true,  false, OUTCOME_UNKNOWN
            NOT_READY,         READ,            false, true,  true,  false, REPEAT
            CONNECT_FAILED,    WRITE,           false, true,  true,  false, REPEAT
            CONNECTION_CLOSED, WRITE,           false, true,  true,  false, REPEAT
            CONNECTION_CLOSED, DML,             true,  false, true,  false, TRANSACTION_LOST
            CONNECTION_LOST,   READ,            false, true,  true,  false, REPEAT
            CONNECTION_LOST,   READ,            false, false, true,  false, REPEAT
            CONNECTION_LOST,   READ,            true,  false, true,  false, TRANSACTION_LOST
            CONNECTION_LOST,   READ,            false, true,  true,  true,  SESSION_LOST
            CONNECTION_LOST,   LOCKING_READ,    false, true,  true,  false, REPEAT
            CONNECTION_LOST,   DML,             false, true,  true,  false, OUTCOME_UNKNOWN
            CONNECTION_LOST,   DML,             false, false, true,  false, TRANSACTION_LOST
            CONNECTION_LOST,   DML,             true,  false, true,  false, TRANSACTION_LOST
            CONNECTION_LOST,   WRITE,           false, true,  true,  false, OUTCOME_UNKNOWN
            CONNECTION_LOST,   WRITE,           true,  false, true,  false, OUTCOME_UNKNOWN
            CONNECTION_LOST,   IMPLICIT_COMMIT, true,  false, true,  false, OUTCOME_UNKNOWN
            CONNECTION_LOST,   SESSION,         false, true,  true,  false, OUTCOME_UNKNOWN
            CONNECTION_LOST,   BEGIN,           false, true,  true,  false, REPEAT
            PARTLY_APPLIED,    DML,             true,  false, true,  false, TRANSACTION_LOST
            PARTLY_APPLIED,    DML,             false, true,  true,  false, PASS
            """)
    void decides(
            Failure failure,
            StatementClass statement,
            boolean begun,
            boolean autocommit,
            boolean repeatable,
            boolean pinned,
            Recovery expected) {
        assertThat(RecoveryRules.forStatement(
                        new Circumstances(failure, statement, begun, autocommit, repeatable, pinned, false)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"CONNECTION_READ_ONLY", "OVERLOAD", "POOL_TIMEOUT", "ACCESS_DENIED", "ROLLED_BACK", "STATEMENT"})
    void whatIsNotAboutTheServerPasses(Failure failure) {
        for (StatementClass statement : StatementClass.values()) {
            assertThat(RecoveryRules.forStatement(
                            new Circumstances(failure, statement, false, true, true, false, false)))
                    .isEqualTo(Recovery.PASS);
        }
        assertThat(RecoveryRules.forCommit(failure, false, false)).isEqualTo(Recovery.PASS);
    }

    @Test
    void aWriteThatMayHaveBeenAppliedIsNeverRepeated() {
        for (StatementClass statement : StatementClass.values()) {
            boolean writes = switch (statement) {
                case READ, LOCKING_READ, BEGIN, BEGIN_READ_ONLY, SETTING, USE -> false;
                default -> true;
            };
            for (int bits = 0; writes && bits < 16; bits++) {
                Circumstances it = new Circumstances(
                        Failure.CONNECTION_LOST,
                        statement,
                        (bits & 1) > 0,
                        (bits & 2) > 0,
                        (bits & 4) > 0,
                        (bits & 8) > 0,
                        false);
                assertThat(RecoveryRules.forStatement(it)).as("%s", it).isNotEqualTo(Recovery.REPEAT);
            }
        }
    }

    @Test
    void nothingIsCertainAfterSomethingThatMayHaveCommitted() {
        Circumstances it =
                new Circumstances(Failure.CONNECTION_LOST, StatementClass.DML, true, false, true, false, true);
        assertThat(RecoveryRules.forStatement(it)).isEqualTo(Recovery.OUTCOME_UNKNOWN);
        assertThat(RecoveryRules.forCommit(Failure.READ_ONLY, false, true)).isEqualTo(Recovery.OUTCOME_UNKNOWN);
    }

    @Test
    void aCutCommitIsUnknownUnlessNothingWasWritten() {
        assertThat(RecoveryRules.forCommit(Failure.CONNECTION_LOST, false, false))
                .isEqualTo(Recovery.OUTCOME_UNKNOWN);
        assertThat(RecoveryRules.forCommit(Failure.CONNECTION_LOST, true, false))
                .isEqualTo(Recovery.DONE);
        assertThat(RecoveryRules.forCommit(Failure.READ_ONLY, false, false)).isEqualTo(Recovery.TRANSACTION_LOST);
        assertThat(RecoveryRules.forCommit(Failure.CONNECTION_CLOSED, false, false))
                .isEqualTo(Recovery.TRANSACTION_LOST);
        assertThat(RecoveryRules.forRollback(Failure.CONNECTION_LOST)).isEqualTo(Recovery.DONE);
        assertThat(RecoveryRules.forRollback(Failure.STATEMENT)).isEqualTo(Recovery.PASS);
    }
}
