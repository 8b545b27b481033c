package io.github.understudy.benchmarks.comparison;

import com.mysql.cj.jdbc.ha.ReplicationConnectionGroupManager;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Who is compared, each as its own documentation would have it. */
enum Contender {
    UNDERSTUDY("Understudy", "default settings, all three servers in the URL") {
        @Override
        Opened open(Stand stand) {
            return understudy(stand.cluster(), Map.of());
        }
    },
    UNDERSTUDY_REPLAY("Understudy, replay and ledger", "`understudy.replay=on`, `understudy.ledger=all`") {
        @Override
        Opened open(Stand stand) {
            return understudy(stand.cluster(), Map.of("understudy.replay", "on", "understudy.ledger", "all"));
        }
    },
    MOVED_ADDRESS(
            "HikariCP, an address that the operator moves",
            "Connector/J; one address for all work leads to the source; the operator moves it with the promotion and"
                    + " resets what was connected through it; " + Contender.TIMEOUTS) {
        @Override
        Opened open(Stand stand) {
            return hikari("jdbc:mysql://" + stand.writeAddress() + "/app?" + MYSQL + "&" + SHORT_TIMEOUTS);
        }
    },
    CONNECTOR_J_REPLICATION(
            "Connector/J, replication mode",
            "`jdbc:mysql:replication://`, `allowSourceDownConnections`, `allowReplicaDownConnections`,"
                    + " `readFromSourceWhenNoReplicas`, `replicationConnectionGroup`, `retriesAllDown=4`; the operator calls"
                    + " `ReplicationConnectionGroupManager.promoteReplicaToSource` in the application; "
                    + Contender.TIMEOUTS) {
        @Override
        Opened open(Stand stand) {
            String group = "g" + UUID.randomUUID();
            stand.onPromotion(node -> {
                try {
                    ReplicationConnectionGroupManager.promoteReplicaToSource(group, node.address());
                } catch (SQLException | RuntimeException e) {
                    System.out.println("   promoteReplicaToSource failed: " + e.getMessage());
                }
            });
            return hikari("jdbc:mysql:replication://" + stand.cluster().jdbcHosts() + "/app?" + MYSQL + "&"
                    + SHORT_TIMEOUTS
                    + "&allowSourceDownConnections=true&allowReplicaDownConnections=true"
                    + "&readFromSourceWhenNoReplicas=true&replicationConnectionGroup=" + group
                    + FEW_RETRIES);
        }
    },
    CONNECTOR_J_FAILOVER(
            "Connector/J, failover mode",
            "`jdbc:mysql://` with all servers, `failOverReadOnly=false`, `retriesAllDown=4`; " + Contender.TIMEOUTS) {
        @Override
        Opened open(Stand stand) {
            return hikari("jdbc:mysql://" + stand.cluster().jdbcHosts() + "/app?" + MYSQL + "&" + SHORT_TIMEOUTS
                    + "&failOverReadOnly=false" + FEW_RETRIES);
        }
    },
    MARIADB_REPLICATION(
            "MariaDB Connector/J, replication mode",
            "`jdbc:mariadb:replication://`, `retriesAllDown=4`; " + Contender.TIMEOUTS) {
        @Override
        Opened open(Stand stand) {
            return hikari("jdbc:mariadb:replication://" + stand.cluster().jdbcHosts() + "/app?" + MARIADB + "&"
                    + SHORT_TIMEOUTS + FEW_RETRIES);
        }
    },
    MARIADB_SEQUENTIAL(
            "MariaDB Connector/J, sequential mode",
            "`jdbc:mariadb:sequential://`, `retriesAllDown=4`; " + Contender.TIMEOUTS) {
        @Override
        Opened open(Stand stand) {
            return hikari("jdbc:mariadb:sequential://" + stand.cluster().jdbcHosts() + "/app?" + MARIADB + "&"
                    + SHORT_TIMEOUTS + FEW_RETRIES);
        }
    },
    AWS_ENDPOINTS(
            "AWS Advanced JDBC Wrapper, two endpoints",
            "`wrapperPlugins=srw,efm2`, what its documentation allows for community databases: the operator's address for"
                    + " writes and one for reads, `verifyNewSrwConnections=false` as documented; " + Contender.EFM
                    + "; "
                    + Contender.TIMEOUTS) {
        @Override
        Opened open(Stand stand) {
            return aws(
                    stand,
                    stand.writeAddress(),
                    "wrapperPlugins=srw,efm2&verifyNewSrwConnections=false&srwWriteEndpoint=" + stand.writeAddress()
                            + "&srwReadEndpoint=" + stand.readAddress());
        }
    },
    AWS_HOSTS(
            "AWS Advanced JDBC Wrapper, list of servers",
            "`wrapperPlugins=failover2,efm2`, all servers in the URL, `failoverMode=strict-writer`,"
                    + " `failoverTimeoutMs=30000`; its documentation does not list failover for community databases; "
                    + Contender.EFM + "; " + Contender.TIMEOUTS) {
        @Override
        Opened open(Stand stand) {
            return aws(
                    stand,
                    stand.cluster().jdbcHosts(),
                    "wrapperPlugins=failover2,efm2&failoverMode=strict-writer&failoverTimeoutMs=30000");
        }
    };

    static final String TIMEOUTS = "`connectTimeout=2000`, `socketTimeout=3000`";
    static final String EFM = "the aggressive detection of its documentation (`failureDetectionTime=6000`,"
            + " `failureDetectionInterval=1000`, `failureDetectionCount=1`)";
    private static final int POOL = 10;
    private static final String MYSQL = "sslMode=DISABLED&allowPublicKeyRetrieval=true";
    private static final String MARIADB = "sslMode=disable&allowPublicKeyRetrieval=true";
    private static final String SHORT_TIMEOUTS = "connectTimeout=2000&socketTimeout=3000";
    private static final String FEW_RETRIES = "&retriesAllDown=4";

    private final String title;
    private final String settings;

    Contender(String title, String settings) {
        this.title = title;
        this.settings = settings;
    }

    String title() {
        return title;
    }

    String settings() {
        return settings;
    }

    abstract Opened open(Stand stand);

    /** A data source, and how to close it. */
    record Opened(DataSource dataSource, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    private static Opened understudy(Cluster cluster, Map<String, String> properties) {
        var builder = UnderstudyDataSource.builder()
                .url("jdbc:mysql://" + cluster.jdbcHosts() + "/app?" + MYSQL)
                .user(cluster.user())
                .password(cluster.password())
                .property("understudy.pool.maximumPoolSize", Integer.toString(POOL));
        properties.forEach(builder::property);
        UnderstudyDataSource dataSource = builder.build();
        return new Opened(dataSource, dataSource::close);
    }

    private static Opened aws(Stand stand, String hosts, String options) {
        boolean mysql = stand.cluster().flavor() == ServerFlavor.MYSQL;
        String timeouts = Map.of(
                        "connectTimeout", "2000",
                        "socketTimeout", "3000",
                        "monitoring-connectTimeout", "2000",
                        "monitoring-socketTimeout", "2000",
                        "failureDetectionTime", "6000",
                        "failureDetectionInterval", "1000",
                        "failureDetectionCount", "1")
                .entrySet()
                .stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        HikariConfig config = config("jdbc:aws-wrapper:" + (mysql ? "mysql" : "mariadb") + "://" + hosts + "/app?"
                + (mysql ? MYSQL : MARIADB) + "&wrapperDialect=" + (mysql ? "mysql" : "mariadb") + "&clusterId="
                + UUID.randomUUID() + "&" + timeouts + "&" + options);
        config.setExceptionOverrideClassName("software.amazon.jdbc.util.HikariCPSQLException");
        return opened(config);
    }

    private static Opened hikari(String url) {
        return opened(config(url));
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("app");
        config.setPassword("app");
        config.setMaximumPoolSize(POOL);
        return config;
    }

    private static Opened opened(HikariConfig config) {
        HikariDataSource dataSource = new HikariDataSource(config);
        return new Opened(dataSource, dataSource::close);
    }
}
