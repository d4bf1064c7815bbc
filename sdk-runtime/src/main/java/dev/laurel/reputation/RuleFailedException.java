package dev.laurel.reputation;

import org.jspecify.annotations.Nullable;

/** Thrown when a rule gives no usable answer. */
public final class RuleFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message the plugin, the rule, what went wrong
     * @param cause what it threw, or null
     */
    public RuleFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private RuleFailedException(String message) {
        super(message, null, false, false);
    }

    /**
     * What is thrown for each participation that a suspended rule would have been asked about: it is made once, and has no
     * stack trace.
     *
     * @param message the plugin, the rule, why it is suspended
     * @return the exception
     */
    public static RuleFailedException ofSuspended(String message) {
        return new RuleFailedException(message);
    }
}
