package io.github.understudy.spring.it.process;

import io.github.understudy.UnderstudyDataSource;
import io.github.understudy.spring.UnderstudyDataSources;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/**
 * An application that has DevTools restart it once, looks at what is left of its first life, and ends. Its classes are
 * loaded anew; what one life leaves to the next is kept among the system's properties.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Desk.class)
public class Restarting {
    public static void main(String[] arguments) {
        SpringApplication.run(Restarting.class, arguments);
    }

    @EventListener
    void live(ApplicationReadyEvent event) throws Exception {
        ConfigurableApplicationContext context = event.getApplicationContext();
        answer("loaded by", Restarting.class.getClassLoader().getClass().getSimpleName());
        answer("write", context.getBean(Desk.class).write("a life"));
        UnderstudyDataSource mine =
                context.getBean(UnderstudyDataSources.class).all().get("dataSource");
        if (System.getProperties().putIfAbsent("first life", mine) == null) {
            System.getProperties().put("its threads", threads());
            answer("threads", threads().isEmpty() ? "none" : "some");
            new Thread(Restarting::restart, "restart").start();
        } else {
            lookBack();
            context.close();
            System.exit(0);
        }
    }

    @SuppressWarnings("unchecked")
    private static void lookBack() {
        List<Thread> left = (List<Thread>) System.getProperties().get("its threads");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> left.stream().noneMatch(Thread::isAlive));
        answer("threads of the first life", "gone");
        try (var connection = ((UnderstudyDataSource) System.getProperties().get("first life")).getConnection()) {
            answer("first life", connection);
        } catch (SQLException e) {
            answer("first life", "closed");
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("understudy"))
                .toList();
    }

    /** As DevTools does when it sees a changed class; it is not on the class path of the tests. */
    private static void restart() {
        try {
            Class<?> restarter = Class.forName("org.springframework.boot.devtools.restart.Restarter");
            restarter
                    .getMethod("restart")
                    .invoke(restarter.getMethod("getInstance").invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(String what, Object is) {
        System.out.println(Spawned.ANSWER + what + ": " + is);
    }
}
