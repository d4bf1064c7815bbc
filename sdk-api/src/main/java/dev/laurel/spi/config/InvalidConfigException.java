package dev.laurel.spi.config;

import java.util.List;

/**
 * Settings that cannot be used. It holds every problem there is, so that an operator mends all of them in one go. Thrown
 * by {@link Settings#parse}, and by a factory of an extension that finds settings which do not go together; the instance
 * is then not started, and its problems are shown.
 */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One sentence each; an array, because a list need not be serialisable. */
    private final String[] problems;

    /**
     * One or more problems.
     *
     * @param problems each a sentence that says which setting of which extension is wrong, why, and what to do; no secret
     *     may be in it
     * @throws IllegalArgumentException if there is none
     */
    public InvalidConfigException(List<String> problems) {
        super(String.join("\n", problems));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an invalid configuration has at least one problem");
        }
        this.problems = problems.toArray(String[]::new);
    }

    /** {@return every problem, one sentence each; the exception's message has the same, one a line} */
    public List<String> problems() {
        return List.of(problems);
    }
}
