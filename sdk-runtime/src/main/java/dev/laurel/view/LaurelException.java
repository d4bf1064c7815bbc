package dev.laurel.view;

import org.jspecify.annotations.Nullable;

/** Says in one sentence what Laurel could not do, why, and what to do about it. */
public class LaurelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message what, why, and what to do
     */
    public LaurelException(String message) {
        super(message);
    }

    /**
     * A failure.
     *
     * @param message what, why, and what to do
     * @param cause what caused it, or null
     */
    public LaurelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
