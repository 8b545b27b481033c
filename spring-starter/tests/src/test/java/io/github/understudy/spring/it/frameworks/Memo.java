package io.github.understudy.spring.it.frameworks;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Something that is written. */
@Table("note")
public record Memo(@Id Long id, String text) {}
