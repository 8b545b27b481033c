package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.spring.it.frameworks.Frameworks;
import io.github.understudy.spring.it.frameworks.Memos;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JDBC, jOOQ, MyBatis and JdbcClient, with the transactions of Spring's JDBC transaction manager. */
@ClusterTest(replicas = 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameworksIT {
    private static final String SOURCE = "server-0";
    private static final String REPLICA = "server-1";

    private ConfigurableApplicationContext application;
    private Memos memos;

    @BeforeAll
    void start(Cluster cluster) {
        Servers.prepare(cluster);
        application = Booted.run(cluster, Frameworks.class, Without.JPA, Without.WEB);
        Servers.awaitWhole(cluster, application);
        memos = application.getBean(Memos.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void readOnlyTransactionsGoToAReplica() {
        List<Supplier<String>> reads =
                List.of(memos::readByDataJdbc, memos::readByJooq, memos::readByMyBatis, memos::readByClient);
        assertThat(reads).allSatisfy(read -> assertThat(read.get()).isEqualTo(REPLICA));
    }

    @Test
    void writesGoToTheSource(Cluster cluster) {
        List<Consumer<String>> writes = List.of(
                memos::writeByDataJdbc, memos::writeByJooq, memos::writeByMyBatis, memos::writeByClient, memos::write);
        int number = 0;
        for (Consumer<String> write : writes) {
            String text = "written by framework " + number++;
            write.accept(text);
            assertThat(onSource(cluster, text)).isEqualTo("1");
        }
        assertThat(memos.readInWriteTransaction()).isEqualTo(SOURCE);
    }

    @Test
    void aTransactionTemplateSaysItAsWell(Cluster cluster) {
        assertThat(template(false, TransactionDefinition.PROPAGATION_REQUIRED).<String>execute(status -> memos.read()))
                .isEqualTo(SOURCE);
        assertThat(template(true, TransactionDefinition.PROPAGATION_REQUIRED).<String>execute(status -> memos.read()))
                .isEqualTo(REPLICA);
    }

    @Test
    void aNestedTransactionIsRolledBackAlone(Cluster cluster) {
        template(false, TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            memos.write("outer");
            template(false, TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(nested -> {
                memos.write("inner");
                nested.setRollbackOnly();
            });
        });
        assertThat(onSource(cluster, "outer")).isEqualTo("1");
        assertThat(onSource(cluster, "inner")).isEqualTo("0");
    }

    @Test
    void aNewTransactionThatWritesWithinOneThatReadsGoesToTheSource(Cluster cluster) {
        template(true, TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            assertThat(memos.read()).isEqualTo(REPLICA);
            template(false, TransactionDefinition.PROPAGATION_REQUIRES_NEW).executeWithoutResult(inner -> {
                assertThat(memos.read()).isEqualTo(SOURCE);
                memos.write("within a read");
            });
            assertThat(memos.read()).isEqualTo(REPLICA);
        });
        assertThat(onSource(cluster, "within a read")).isEqualTo("1");
    }

    @Test
    void aWriteInAReadOnlyTransactionFailsAsWithoutUnderstudy() {
        assertThatThrownBy(() -> template(true, TransactionDefinition.PROPAGATION_REQUIRED)
                        .executeWithoutResult(status -> memos.write("never")))
                .hasStackTraceContaining("read-only");
    }

    private TransactionTemplate template(boolean readOnly, int propagation) {
        TransactionTemplate template = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        template.setReadOnly(readOnly);
        template.setPropagationBehavior(propagation);
        return template;
    }

    private static String onSource(Cluster cluster, String text) {
        return cluster.source().query("SELECT COUNT(*) FROM app.note WHERE text = '" + text + "'");
    }
}
