package io.github.understudy.spring.it.shop;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes as services do. What reads returns which server has answered. */
@Service
public class NoteService {
    static final String ANSWERING = "SELECT server FROM answering";

    private final AnsweringRepository answering;
    private final NoteRepository notes;
    private final JdbcTemplate template;
    private final JdbcClient client;

    public NoteService(AnsweringRepository answering, NoteRepository notes, JdbcTemplate template, JdbcClient client) {
        this.answering = answering;
        this.notes = notes;
        this.template = template;
        this.client = client;
    }

    @Transactional(readOnly = true)
    public String readByJpa() {
        return only(answering.findAll().stream().map(Answering::getServer).toList());
    }

    @Transactional
    public String readByJpaInWriteTransaction() {
        return only(answering.findAll().stream().map(Answering::getServer).toList());
    }

    public String readByDerivedQuery() {
        return only(answering.findByServerNotNull().stream()
                .map(Answering::getServer)
                .toList());
    }

    @Transactional(readOnly = true)
    public String readByTemplate() {
        return only(template.queryForList(ANSWERING, String.class));
    }

    @Transactional(readOnly = true)
    public String readByClient() {
        return client.sql(ANSWERING).query(String.class).single();
    }

    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public String readWithoutTransaction() {
        return only(template.queryForList(ANSWERING, String.class));
    }

    @Transactional
    public long write(String text) {
        return notes.save(new Note(text)).getId();
    }

    @Transactional
    public void writeByTemplate(String text) {
        template.update("INSERT INTO note (text) VALUES (?)", text);
    }

    @Transactional
    public void rename(long id, String text) {
        notes.findById(id).orElseThrow().setText(text);
    }

    @Transactional(readOnly = true)
    public String text(long id) {
        return notes.findById(id).orElseThrow().getText();
    }

    @Transactional(readOnly = true)
    public <T> T readOnly(Supplier<T> work) {
        return work.get();
    }

    @Transactional
    public <T> T transactional(Supplier<T> work) {
        return work.get();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public <T> T requiresNew(Supplier<T> work) {
        return work.get();
    }

    private static String only(List<String> servers) {
        if (servers.size() != 1) {
            throw new IllegalStateException("not one server: " + servers);
        }
        return servers.get(0);
    }
}
