package io.github.understudy.spring.it.process;

import io.github.understudy.spring.OnSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells which server has answered. */
@Service
public class Desk {
    private final JdbcTemplate template;

    public Desk(JdbcTemplate template) {
        this.template = template;
    }

    @Transactional(readOnly = true)
    public String read() {
        return server();
    }

    @Transactional
    public String write(String text) {
        template.update("INSERT INTO note (text) VALUES (?)", text);
        return server();
    }

    @OnSource
    public String onSource() {
        return server();
    }

    private String server() {
        return template.queryForObject("SELECT server FROM answering", String.class);
    }
}
