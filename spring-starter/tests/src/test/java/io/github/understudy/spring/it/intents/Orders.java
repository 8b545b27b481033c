package io.github.understudy.spring.it.intents;

import io.github.understudy.spring.RetryOnFailover;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Transactions to which something happens in the middle. */
@Service
public class Orders {
    /** What happens; it is told the id of the connection. */
    public interface Event extends Consumer<Long> {}

    private final JdbcTemplate template;

    public Orders(JdbcTemplate template) {
        this.template = template;
    }

    @RetryOnFailover
    @Transactional
    public void place(String text, Event event) {
        writeTwice(text, event);
    }

    @RetryOnFailover(maxAttempts = 2)
    @Transactional
    public void placeTwiceAtMost(String text, Event event) {
        writeTwice(text, event);
    }

    @Transactional
    public void placeOnce(String text, Event event) {
        writeTwice(text, event);
    }

    @RetryOnFailover
    public void writeAlone(String text) {
        template.update("INSERT INTO note (text) SELECT CONCAT(?, SLEEP(5))", text);
    }

    private void writeTwice(String text, Event event) {
        write(text);
        event.accept(template.queryForObject("SELECT CONNECTION_ID()", Long.class));
        write(text);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void audit(String text) {
        write(text);
    }

    private void write(String text) {
        template.update("INSERT INTO note (text) VALUES (?)", text);
    }

    public int count(String text) {
        return template.queryForObject("SELECT COUNT(*) FROM note WHERE text LIKE ?", Integer.class, text + "%");
    }
}
