package io.github.understudy.spring.it.web;

import jakarta.servlet.http.HttpSession;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that counts in the session of its user, which Spring Session keeps in the database. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class Visits {
    @PostMapping("/visits")
    int visit(HttpSession session) {
        Integer before = (Integer) session.getAttribute("visits");
        int now = before == null ? 1 : before + 1;
        session.setAttribute("visits", now);
        return now;
    }
}
