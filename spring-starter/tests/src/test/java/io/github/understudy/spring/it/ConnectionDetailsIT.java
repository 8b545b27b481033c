package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.several.Plain;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.ClassUtils;

/** Where the database is, is told by a bean, as Testcontainers and Docker Compose do; and the application is lazy. */
@ClusterTest(replicas = 1)
class ConnectionDetailsIT {
    @Test
    void whatTheBeanSaysIsUsedAndNotTheUrlOfTheConfiguration(Cluster cluster) {
        Map<String, String> properties = Booted.properties(cluster);
        properties.put("spring.datasource.url", "jdbc:mysql://nowhere.invalid/app");
        properties.put("spring.main.lazy-initialization", "true");
        properties.put("spring.main.web-application-type", "none");
        String[] jpa = Without.MOST.split("=", 2);
        properties.put(jpa[0], jpa[1]);
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Plain.class)
                .initializers(context -> register((GenericApplicationContext) context, cluster))
                .run(properties.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new))) {
            UnderstudyDataSources served = application.getBean(UnderstudyDataSources.class);
            assertThat(application.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class))
                    .isEqualTo(1);
            assertThat(served.all()).containsOnlyKeys("dataSource");
        }
    }

    /** The type has another name on each line of Spring Boot. */
    @SuppressWarnings("unchecked")
    private static <T> void register(GenericApplicationContext context, Cluster cluster) {
        ClassLoader loader = ConnectionDetailsIT.class.getClassLoader();
        String old = "org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails";
        String name = ClassUtils.isPresent(old, loader)
                ? old
                : "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails";
        Class<T> type = (Class<T>) ClassUtils.resolveClassName(name, loader);
        InvocationHandler answers = (proxy, method, arguments) -> switch (method.getName()) {
            case "getJdbcUrl" -> Booted.url(cluster);
            case "getUsername" -> cluster.user();
            case "getPassword" -> cluster.password();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "toString" -> "details";
            default -> method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
        };
        context.registerBean(type, () -> (T) Proxy.newProxyInstance(loader, new Class<?>[] {type}, answers));
    }
}
