package io.github.understudy.spring.it.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** An application that does one thing of each kind, tells about it, and ends. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Desk.class)
public class Errand {
    public static void main(String[] arguments) throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(Errand.class, arguments)) {
            answer("initializer", isPrepared());
            answer("data source", context.getBean(DataSource.class).getClass().getSimpleName());
            Desk desk = context.getBean(Desk.class);
            answer("write", desk.write("an errand"));
            if (context.getEnvironment().getProperty("understudy.enabled", Boolean.class, true)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !desk.read().equals("server-0"));
                answer("read", desk.read());
                answer("read on source", desk.onSource());
                answer("dashboard", get(context, "/actuator/understudy/ui"));
                answer("health", get(context, "/actuator/health"));
            }
        }
    }

    private static boolean isPrepared() {
        return Errand.class.getResource("Errand__ApplicationContextInitializer.class") != null
                && Boolean.getBoolean("spring.aot.enabled");
    }

    private static int get(ConfigurableApplicationContext context, String path) throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void answer(String what, Object is) {
        System.out.println(Spawned.ANSWER + what + ": " + is);
    }
}
