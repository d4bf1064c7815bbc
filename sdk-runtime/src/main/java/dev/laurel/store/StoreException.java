package dev.laurel.store;

import org.jspecify.annotations.Nullable;

/** A community could not be opened, read or made durable. The message says what, where, why and what to do. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For a failure that this package found itself.
     *
     * @param message what failed, where, why and what to do
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * For a failure of something below.
     *
     * @param message what failed, where, why and what to do
     * @param cause what was thrown below; null if nothing was
     */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
