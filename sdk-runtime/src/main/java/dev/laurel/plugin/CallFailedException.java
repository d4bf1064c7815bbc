package dev.laurel.plugin;

import org.jspecify.annotations.Nullable;

/** A call into an instance that did not bring what it should; the cause is what it threw, if it threw. */
final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CallFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
