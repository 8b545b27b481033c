package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.understudy.spring.it.shop.NoteService;
import io.github.understudy.spring.it.shop.Shop;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Hibernate settings with which Spring does not say on the connection what it knows. */
@ClusterTest(replicas = 1)
class LazyHibernateIT {
    private static final String HIBERNATE = "spring.jpa.properties.hibernate.connection.";
    private static final String SOURCE = "server-0";
    private static final String REPLICA = "server-1";

    @Test
    void releaseAfterTransactionStillReadsFromAReplica(Cluster cluster) {
        Servers.prepare(cluster);
        try (ConfigurableApplicationContext application = Booted.run(
                cluster,
                Shop.class,
                Without.WEB,
                HIBERNATE + "handling_mode=DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION")) {
            Servers.awaitWhole(cluster, application);
            NoteService notes = application.getBean(NoteService.class);
            assertThat(notes.readByJpa()).isEqualTo(REPLICA);
            assertThat(notes.readByJpaInWriteTransaction()).isEqualTo(SOURCE);
            long id = notes.write("released");
            assertThat(notes.text(id)).isEqualTo("released");
            assertThat(notes.readOnly(() -> notes.requiresNew(notes::readByJpaInWriteTransaction)))
                    .isEqualTo(SOURCE);
            assertThatThrownBy(() -> notes.readOnly(() -> notes.readByJpa() + notes.write("never")))
                    .hasStackTraceContaining("begun as a read-only one");
        }
    }

    @Test
    void poolsWithoutAutocommitWorkAsBefore(Cluster cluster) {
        Servers.prepare(cluster);
        try (ConfigurableApplicationContext application = Booted.run(
                cluster,
                Shop.class,
                Without.WEB,
                "spring.datasource.hikari.auto-commit=false",
                HIBERNATE + "provider_disables_autocommit=true")) {
            Servers.awaitWhole(cluster, application);
            NoteService notes = application.getBean(NoteService.class);
            long id = notes.write("without autocommit");
            notes.rename(id, "renamed");
            assertThat(notes.text(id)).isEqualTo("renamed");
            assertThat(notes.readByJpa()).isEqualTo(REPLICA);
            assertThat(notes.readByJpaInWriteTransaction()).isEqualTo(SOURCE);
        }
    }
}
