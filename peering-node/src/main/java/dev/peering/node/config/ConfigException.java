package dev.peering.node.config;

import java.util.List;

/** The configuration cannot be used. Each problem is one sentence that begins with its place; the message holds them all, one per line. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * All that is wrong.
     *
     * @param problems at least one sentence
     */
    public ConfigException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /**
     * One thing that is wrong.
     *
     * @param problem a sentence
     */
    public ConfigException(String problem) {
        this(List.of(problem));
    }

    /**
     * All that is wrong.
     *
     * @return at least one sentence
     */
    public List<String> problems() {
        return problems;
    }
}
