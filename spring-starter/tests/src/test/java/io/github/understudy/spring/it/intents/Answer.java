package io.github.understudy.spring.it.intents;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of a table that is different on each server. */
@Entity
@Table(name = "answering")
public class Answer {
    @Id
    private String server;

    protected Answer() {}

    public String getServer() {
        return server;
    }
}
