package io.github.understudy.spring.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.understudy.spring.UnderstudyDataSources;
import io.github.understudy.spring.it.several.Plain;
import io.github.understudy.testkit.Cluster;
import io.github.understudy.testkit.junit.ClusterTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application's beans are made by code that was written when it was built. */
@ClusterTest(replicas = 1)
class AheadOfTimeIT {
    @Test
    @CompileWithForkedClassLoader
    void theDataSourceIsServedAllTheSame(Cluster cluster) {
        Map<String, Object> properties = new HashMap<>(Booted.properties(cluster));
        String[] most = Without.MOST.split("=", 2);
        properties.put(most[0], most[1]);
        TestGenerationContext written = new TestGenerationContext();
        ClassName initializer = process(properties, written);
        written.writeGeneratedContent();
        TestCompiler.forSystem().with(written).compile(compiled -> {
            ApplicationContextInitializer<GenericApplicationContext> start =
                    compiled.getInstance(ApplicationContextInitializer.class, initializer.toString());
            try (GenericApplicationContext application = new GenericApplicationContext()) {
                configure(application, properties);
                start.initialize(application);
                application.refresh();
                assertThat(application.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class))
                        .isEqualTo(1);
                assertThat(application.getBean(UnderstudyDataSources.class).all())
                        .containsOnlyKeys("dataSource");
            }
        });
    }

    private static ClassName process(Map<String, Object> properties, TestGenerationContext written) {
        AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
        configure(application, properties);
        application.register(Plain.class);
        return new ApplicationContextAotGenerator().processAheadOfTime(application, written);
    }

    private static void configure(GenericApplicationContext application, Map<String, Object> properties) {
        application.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
    }
}
