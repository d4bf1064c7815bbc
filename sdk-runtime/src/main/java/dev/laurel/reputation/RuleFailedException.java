package dev.laurel.reputation;

/** Thrown when a rule gives no usable answer. */
public final class RuleFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message the plugin, the rule, what went wrong
     * @param cause what it threw, or null
     */
    public RuleFailedException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
    }
}
