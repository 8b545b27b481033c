package io.github.understudy.spring.it;

import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.ServerFlavor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs an application against a test cluster as its users would: by properties, and nothing else. */
public final class Booted {
    private Booted() {}

    /** Knows the source only; the others are found. Runs until the context is closed. */
    public static ConfigurableApplicationContext run(Cluster cluster, Class<?> application, String... properties) {
        Map<String, String> all = properties(cluster);
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return run(application, all);
    }

    /** Runs until the context is closed. */
    public static ConfigurableApplicationContext run(Class<?> application, Map<String, String> properties) {
        return new SpringApplicationBuilder(application)
                .run(properties.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
    }

    /** What an application's configuration says about its database, with what other tests need switched off. */
    public static Map<String, String> properties(Cluster cluster) {
        Map<String, String> properties = quiet();
        properties.put("spring.datasource.url", url(cluster));
        properties.put("spring.datasource.username", cluster.user());
        properties.put("spring.datasource.password", cluster.password());
        if (!cluster.addressMapping().isEmpty()) {
            properties.put(
                    "understudy.address-map",
                    cluster.addressMapping().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(",")));
        }
        return properties;
    }

    /** What has nothing to do with the database. */
    public static Map<String, String> quiet() {
        return new LinkedHashMap<>(Map.of(
                "spring.main.banner-mode", "off",
                "spring.jmx.enabled", "false",
                "server.port", "0",
                "spring.flyway.enabled", "false",
                "spring.liquibase.enabled", "false",
                "spring.jpa.hibernate.ddl-auto", "none"));
    }

    /** The URL that an application without Understudy has, too: each server with its own driver. */
    public static String url(Cluster cluster) {
        String database = cluster.node(0).address() + "/" + cluster.database();
        return cluster.flavor() == ServerFlavor.MYSQL
                ? "jdbc:mysql://" + database + "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                : "jdbc:mariadb://" + database + "?sslMode=disable";
    }
}
