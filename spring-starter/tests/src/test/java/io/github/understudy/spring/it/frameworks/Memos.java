package io.github.understudy.spring.it.frameworks;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import org.jooq.DSLContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One way to read and one to write for each framework. What reads returns which server has answered. */
@Service
public class Memos {
    private final ReplyRepository replies;
    private final MemoRepository memos;
    private final DSLContext jooq;
    private final MemoMapper mapper;
    private final JdbcClient client;

    public Memos(ReplyRepository replies, MemoRepository memos, DSLContext jooq, MemoMapper mapper, JdbcClient client) {
        this.replies = replies;
        this.memos = memos;
        this.jooq = jooq;
        this.mapper = mapper;
        this.client = client;
    }

    @Transactional(readOnly = true)
    public String readByDataJdbc() {
        return replies.findAll().get(0).server();
    }

    @Transactional(readOnly = true)
    public String readByJooq() {
        return jooq.select(field("server", String.class))
                .from(table("answering"))
                .fetchSingle(0, String.class);
    }

    @Transactional(readOnly = true)
    public String readByMyBatis() {
        return mapper.server();
    }

    @Transactional(readOnly = true)
    public String readByClient() {
        return read();
    }

    @Transactional
    public String readInWriteTransaction() {
        return read();
    }

    /** In whatever transaction there is. */
    public String read() {
        return client.sql("SELECT server FROM answering").query(String.class).single();
    }

    @Transactional
    public void writeByDataJdbc(String text) {
        memos.save(new Memo(null, text));
    }

    @Transactional
    public void writeByJooq(String text) {
        jooq.insertInto(table("note")).columns(field("text")).values(text).execute();
    }

    @Transactional
    public void writeByMyBatis(String text) {
        mapper.insert(text);
    }

    @Transactional
    public void writeByClient(String text) {
        write(text);
    }

    /** In whatever transaction there is. */
    public void write(String text) {
        client.sql("INSERT INTO note (text) VALUES (?)").param(text).update();
    }
}
