package dev.laurel.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * Thrown when the other side wants to be left alone for a while. The runtime asks again after that time and not before; it
 * counts as no failure. The {@link Http} that the runtime lends throws it where a source says so.
 */
public class RetryLaterException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How long to wait, more than zero. */
    private final Duration after;

    /**
     * Says how long to wait.
     *
     * @param message who asked for it and why; shown to operators, never with a secret
     * @param after how long to wait, more than zero; the runtime waits a day at the most
     * @throws IllegalArgumentException if it is zero or less
     */
    public RetryLaterException(String message, Duration after) {
        super(Objects.requireNonNull(message, "message"));
        if (after.isNegative() || after.isZero()) {
            throw new IllegalArgumentException("waiting takes more than " + after + ": try again at once instead");
        }
        this.after = after;
    }

    /** {@return how long to wait} */
    public Duration after() {
        return after;
    }
}
