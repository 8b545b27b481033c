package io.github.understudy.spring.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.it.Booted;
import io.github.understudy.spring.it.Servers;
import io.github.understudy.spring.it.Without;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Spring Batch and Quartz, whose tables are written all the time; the URL names a replica. */
@ClusterTest(replicas = 1)
class JobsIT {
    @Test
    void batchAndQuartzGoToTheSource(Cluster cluster) {
        Servers.prepare(cluster);
        String toReplica = Booted.url(cluster)
                .replace(cluster.node(0).address(), cluster.node(1).address());
        try (ConfigurableApplicationContext application = Booted.run(
                cluster,
                Jobs.class,
                Without.JPA,
                Without.WEB,
                "spring.datasource.url=" + toReplica,
                "test.with=batch,quartz",
                "spring.batch.job.enabled=true",
                "spring.batch.jdbc.initialize-schema=always",
                "spring.quartz.job-store-type=jdbc",
                "spring.quartz.jdbc.initialize-schema=always")) {
            Awaitility.await().untilAsserted(() -> assertThat(Jobs.TICKS).hasValueGreaterThan(2));
            assertThat(cluster.source().query("SELECT COUNT(*) FROM app.note WHERE text = 'by batch'"))
                    .isEqualTo("1");
            assertThat(cluster.source().query("SELECT status FROM app.BATCH_JOB_EXECUTION"))
                    .isEqualTo("COMPLETED");
        }
    }
}
