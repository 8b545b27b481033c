package io.github.understudy.spring.it.life;

import io.github.understudy.event.EventType;
import io.github.understudy.spring.UnderstudyEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with a page that takes its time, and that listens. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class Slow {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final Set<EventType> heard = ConcurrentHashMap.newKeySet();

    private final JdbcTemplate template;

    Slow(JdbcTemplate template) {
        this.template = template;
    }

    @PostMapping("/slow")
    String slow() throws InterruptedException {
        template.update("INSERT INTO note (text) VALUES ('begun')");
        begun.countDown();
        mayEnd.await();
        template.update("INSERT INTO note (text) VALUES ('ended')");
        return "done";
    }

    @EventListener
    void on(UnderstudyEvent event) {
        heard.add(event.event().type());
    }
}
