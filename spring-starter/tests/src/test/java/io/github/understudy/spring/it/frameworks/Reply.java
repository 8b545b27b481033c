package io.github.understudy.spring.it.frameworks;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** The one row of a table that is different on each server. */
@Table("answering")
public record Reply(@Id String server) {}
