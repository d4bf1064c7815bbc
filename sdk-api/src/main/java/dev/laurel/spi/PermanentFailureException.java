package dev.laurel.spi;

/** Thrown by connectors and channels when trying again cannot help until somebody changes something. */
public class PermanentFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A failure that a person has to see to.
     *
     * @param message what failed, why, and what to do; shown to operators
     */
    public PermanentFailureException(String message) {
        super(message);
    }

    /**
     * A failure that a person has to see to.
     *
     * @param message what failed, why, and what to do; shown to operators
     * @param cause what caused it
     */
    public PermanentFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
