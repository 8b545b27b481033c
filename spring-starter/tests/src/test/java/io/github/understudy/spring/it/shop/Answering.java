package io.github.understudy.spring.it.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of a table that is different on each server. */
@Entity
@Table(name = "answering")
public class Answering {
    @Id
    private String server;

    protected Answering() {}

    public String getServer() {
        return server;
    }
}
