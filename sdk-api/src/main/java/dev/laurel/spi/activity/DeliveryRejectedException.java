package dev.laurel.spi.activity;

import java.util.Objects;

/** Thrown when a delivery as a whole is not acceptable. Nothing of it is taken in. */
public class DeliveryRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MALFORMED = 400;
    private static final int LAST = 499;

    /** Upper case, words joined by underscores. */
    private final String code;

    /** What HTTP calls it, 400 to 499. */
    private final int status;

    /**
     * Says why.
     *
     * @param code upper case, words joined by underscores, for example {@code SIGNATURE_WRONG}
     * @param message what is wrong and what to do; never a secret
     */
    public DeliveryRejectedException(String code, String message) {
        this(code, message, MALFORMED);
    }

    /**
     * Says why, and how HTTP calls it.
     *
     * @param code upper case, words joined by underscores, for example {@code SIGNATURE_WRONG}
     * @param message what is wrong and what to do; never a secret
     * @param status what the source is answered: 400 if it is malformed, 401 if nobody knows whether it comes from the
     *     source, 413 if it is too large; 400 to 499
     * @throws IllegalArgumentException if the status is out of bounds
     */
    public DeliveryRejectedException(String code, String message, int status) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
        if (status < MALFORMED || status > LAST) {
            throw new IllegalArgumentException("a delivery is rejected with a status from 400 to 499, not " + status);
        }
        this.status = status;
    }

    /** {@return the HTTP status that the source is answered, 400 to 499; 400 if not said} */
    public int status() {
        return status;
    }

    /** {@return the code} */
    public String code() {
        return code;
    }
}
