package io.github.understudy.internal.ledger;

import static io.github.understudy.internal.ledger.Physical.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import io.github.understudy.topology.Flavor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the table comes about, and which tables and accounts are refused. */
@ClusterTest(replicas = 0)
class LedgerReadinessIT {
    private final Cluster cluster;
    private final Flavor flavor;
    private final LedgerIds ids = new LedgerIds();

    LedgerReadinessIT(Cluster cluster) {
        this.cluster = cluster;
        this.flavor = Physical.flavor(cluster);
    }

    private Connection open(String user, boolean autocommit) throws SQLException {
        return Physical.CONNECTOR_J.open(cluster, cluster.source(), user, user, autocommit);
    }

    @Test
    void threePrivilegesAreEnoughOnceTheTableIsThere() throws SQLException {
        account("clerk", "SELECT, INSERT, DELETE", "app.for_clerks");
        Ledger ledger = new Ledger(LedgerTable.of("app.for_clerks"));
        cluster.source().execute("DROP TABLE IF EXISTS app.for_clerks");
        try (Connection clerk = open("clerk", false)) {
            assertThatThrownBy(() -> ledger.ensure(clerk, flavor, false))
                    .hasMessageContaining("does not exist, or this account may not see it")
                    .hasMessageContaining("CREATE TABLE IF NOT EXISTS `app`.`for_clerks` (id BINARY(16)")
                    .hasMessageContaining("GRANT SELECT, INSERT, DELETE ON `app`.`for_clerks` TO 'clerk'@'%'");
            assertThatThrownBy(() -> ledger.ensure(clerk, flavor, true))
                    .hasMessageContaining("could not be created")
                    .hasMessageContaining("GRANT SELECT, INSERT, DELETE");

            cluster.source().execute(LedgerTable.of("app.for_clerks").createStatement());
            ledger.ensure(clerk, flavor, false);
            LedgerId id = ids.next();
            ledger.note(clerk, id);
            clerk.commit();
            assertThat(ledger.ask(clerk, flavor, id, Duration.ZERO)).isEqualTo(Verdict.COMMITTED);
            assertThat(ledger.purge(clerk, Duration.ofHours(1))).isZero();
            assertThat(query(clerk, "SELECT COUNT(*) FROM for_clerks")).isEqualTo("1");
        }
    }

    @Test
    void aMissingPrivilegeIsNamed() throws SQLException {
        cluster.source().execute(LedgerTable.of("app.looked_at").createStatement());
        account("guest", "SELECT, INSERT", "app.looked_at");
        try (Connection guest = open("guest", true)) {
            assertThatThrownBy(() -> new Ledger(LedgerTable.of("app.looked_at")).ensure(guest, flavor, true))
                    .hasMessageContaining("may not use the table `app`.`looked_at`")
                    .hasMessageContaining("GRANT SELECT, INSERT, DELETE ON `app`.`looked_at` TO 'guest'@'%'");
        }
    }

    private void account(String name, String privileges, String table) {
        cluster.source().execute("CREATE USER IF NOT EXISTS " + name + "@'%' IDENTIFIED BY '" + name + "'");
        cluster.source().execute("CREATE TABLE IF NOT EXISTS " + table + " (id INT)");
        cluster.source().execute("GRANT " + privileges + " ON " + table + " TO " + name + "@'%'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id BINARY(16) PRIMARY KEY, session BIGINT UNSIGNED, at DATETIME, KEY at (at)) ENGINE=MyISAM|must be InnoDB",
                "id BINARY(16), session BIGINT UNSIGNED, at DATETIME, KEY at (at))|primary key must be id alone",
                "id BINARY(16), session BIGINT, at DATETIME, KEY at (at), PRIMARY KEY (id, at))|primary key must be id alone",
                "id CHAR(36) PRIMARY KEY, session BIGINT, at DATETIME, KEY at (at))|a column id of the type binary(16)",
                "id BINARY(16) PRIMARY KEY, at DATETIME, KEY at (at))|a column session",
                "id BINARY(16) PRIMARY KEY, session BIGINT, at DATETIME)|an index on at is missing",
                "id BINARY(16) PRIMARY KEY, session BIGINT, at DATETIME, KEY at (at), x INT NOT NULL)|column x needs a value"
            })
    void aTableOfAnotherFormIsRefused(String form, String fault) throws SQLException {
        cluster.source().execute("DROP TABLE IF EXISTS app.odd");
        cluster.source().execute("CREATE TABLE app.odd (" + form);
        try (Connection connection = Physical.CONNECTOR_J.open(cluster, cluster.source(), true)) {
            assertThatThrownBy(() -> new Ledger(LedgerTable.of("odd")).ensure(connection, flavor, true))
                    .hasMessageContaining(fault)
                    .hasMessageContaining("CREATE TABLE IF NOT EXISTS `odd`");
        }
    }
}
