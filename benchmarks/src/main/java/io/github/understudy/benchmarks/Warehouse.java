package io.github.understudy.benchmarks;

import io.github.understudy.Setting;
import io.github.understudy.UnderstudyBuilder;
import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.testkit.Cluster;
import java.util.Properties;
import java.util.stream.Collectors;

/** A real MariaDB cluster on this machine with one article in stock. Everything goes through the test kit's proxies. */
final class Warehouse implements AutoCloseable {
    private final Cluster cluster;

    Warehouse(int replicas) {
        cluster = Cluster.mariadb().replicas(replicas).start();
        cluster.source().execute("CREATE TABLE app.article (id INT PRIMARY KEY, stock INT NOT NULL)");
        cluster.source().execute("INSERT INTO app.article VALUES (42, 1000000000)");
    }

    Properties account() {
        Properties account = new Properties();
        account.setProperty("user", cluster.user());
        account.setProperty("password", cluster.password());
        return account;
    }

    /** Of the source, for MySQL Connector/J. */
    String url() {
        return "jdbc:mysql://" + cluster.source().address() + "/" + cluster.database();
    }

    UnderstudyBuilder understudy() {
        return UnderstudyDataSource.builder()
                .url(url())
                .properties(account())
                .set(
                        Setting.ADDRESS_MAP,
                        cluster.addressMapping().entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(",")));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
