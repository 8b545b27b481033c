package io.github.understudy.spring.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs an application against a test cluster as its users would: by properties, and nothing else. */
public final class Booted {
    private Booted() {}

    /** Knows the source only; the others are found. Runs until the context is closed. */
    public static ConfigurableApplicationContext run(Cluster cluster, Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(properties(cluster));
        all.addAll(List.of(properties));
        return new SpringApplicationBuilder(application)
                .run(all.stream().map(each -> "--" + each).toArray(String[]::new));
    }

    /** What an application's configuration says about its database. */
    public static List<String> properties(Cluster cluster) {
        List<String> properties = new ArrayList<>(List.of(
                "spring.datasource.url=" + url(cluster),
                "spring.datasource.username=" + cluster.user(),
                "spring.datasource.password=" + cluster.password(),
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "server.port=0"));
        if (!cluster.addressMapping().isEmpty()) {
            properties.add("understudy.address-map="
                    + cluster.addressMapping().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(",")));
        }
        return properties;
    }

    /** The URL that an application without Understudy has, too: each server with its own driver. */
    public static String url(Cluster cluster) {
        String database = cluster.node(0).address() + "/" + cluster.database();
        return cluster.flavor() == ServerFlavor.MYSQL
                ? "jdbc:mysql://" + database + "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                : "jdbc:mariadb://" + database + "?sslMode=disable";
    }
}
