package io.github.understudy.spring.it.intents;

import io.github.understudy.spring.OnReplica;
import io.github.understudy.spring.OnSource;
import io.github.understudy.spring.Reporting;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Each tells which server has answered. */
@Service
public class Readings {
    private final JdbcTemplate template;
    private final Answers answers;

    public Readings(JdbcTemplate template, Answers answers) {
        this.template = template;
        this.answers = answers;
    }

    private String server() {
        return template.queryForObject("SELECT server FROM answering", String.class);
    }

    public String plain() {
        return server();
    }

    @OnSource
    public String onSource() {
        return server();
    }

    @OnSource
    @Transactional(readOnly = true)
    public String onSourceReadOnly() {
        return server();
    }

    @Newest
    public String byOwnAnnotation() {
        return server();
    }

    @OnReplica(maxLag = "${test.max-lag:30s}")
    public String late() {
        return server();
    }

    @Reporting
    @Transactional(readOnly = true)
    public String report() {
        return server();
    }

    @OnReplica
    @Transactional
    public String inWriteTransaction() {
        return server();
    }

    @OnReplica
    public String byRepositoryOnSource() {
        return answers.findAll().get(0).getServer();
    }

    public String byRepositoryOnReplica() {
        return answers.findByServerNotNull().get(0).getServer();
    }

    @Transactional
    public void write(String text) {
        template.update("INSERT INTO note (text) VALUES (?)", text);
    }
}
