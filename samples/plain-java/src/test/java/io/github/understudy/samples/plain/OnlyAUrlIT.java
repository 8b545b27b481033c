package io.github.understudy.samples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@ClusterTest(replicas = 1)
class OnlyAUrlIT {

    @Test
    void aPoolThatIsGivenAUrlSurvivesASwitchover(Cluster cluster) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("jdbcUrl", OnEmbeddedCluster.url(cluster) + "&understudy.pool.maximumPoolSize=5");
        properties.setProperty("username", cluster.user());
        properties.setProperty("password", cluster.password());
        properties.setProperty("maximumPoolSize", "20");
        try (HikariDataSource pool = new HikariDataSource(new HikariConfig(properties))) {
            OnlyAUrl notes = new OnlyAUrl(pool);
            notes.createTable();
            notes.write("before");
            cluster.switchover(cluster.bestReplica());
            notes.write("after");
            assertThat(notes.count()).isEqualTo(2);
        }
    }
}
