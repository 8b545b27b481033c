package io.github.understudy.internal.jdbc;

/** Why nothing but rollback and close is accepted. @param forever true if rollback does not help either */
record Refusal(String reason, boolean forever) {}
