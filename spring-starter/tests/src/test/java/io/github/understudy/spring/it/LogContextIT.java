package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.shop.NoteService;
import io.github.understudy.spring.it.shop.Shop;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.context.ConfigurableApplicationContext;

/** What the application logs names the server that it works with, if that is wanted. */
@ClusterTest(replicas = 1)
class LogContextIT {
    private static final String NODE = "understudy.node";

    @Test
    void theMdcNamesTheServerAsLongAsItsConnectionIsUsed(Cluster cluster) {
        Servers.prepare(cluster);
        try (ConfigurableApplicationContext application =
                Booted.run(cluster, Shop.class, Without.WEB, "understudy.mdc=true")) {
            Servers.awaitWhole(cluster, application);
            NoteService notes = application.getBean(NoteService.class);
            String source = cluster.node(0).address();
            String replica = cluster.node(1).address();
            String read = notes.readOnly(() -> {
                assertThat(notes.readByTemplate()).isEqualTo("server-1");
                assertThat(MDC.get(NODE)).isEqualTo(replica);
                String inner = notes.requiresNew(() -> {
                    notes.writeByTemplate("inside");
                    return MDC.get(NODE);
                });
                assertThat(inner).isEqualTo(source);
                return MDC.get(NODE);
            });
            assertThat(read).as("again, after the transaction within").isEqualTo(replica);
            assertThat(MDC.get(NODE)).isNull();
            notes.readWithoutTransaction();
            assertThat(MDC.get(NODE)).isNull();
        }
    }
}
