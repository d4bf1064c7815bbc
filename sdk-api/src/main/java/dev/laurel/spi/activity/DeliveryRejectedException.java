package dev.laurel.spi.activity;

import java.util.Objects;

/** Thrown when a delivery as a whole is not acceptable. Nothing of it is taken in. */
public class DeliveryRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Upper case, words joined by underscores. */
    private final String code;

    /**
     * Says why.
     *
     * @param code upper case, words joined by underscores, for example {@code SIGNATURE_WRONG}
     * @param message what is wrong and what to do; never a secret
     */
    public DeliveryRejectedException(String code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** {@return the code} */
    public String code() {
        return code;
    }
}
