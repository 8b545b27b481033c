package io.github.understudy.exception;

import java.util.List;

/** The configuration can't be used. The message names every problem at once. */
public final class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public ConfigurationException(List<String> problems) {
        super("Understudy can't be configured like this:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem in a sentence. */
    public List<String> problems() {
        return problems;
    }
}
