package dev.laurel.testkit.http;

/** What can go wrong between somebody who asks and a provider. */
public enum Fault {
    /** Nobody answers in time: an {@link java.io.IOException}. Over a socket, the caller waits until it gives up. */
    NO_ANSWER(true),
    /** The connection breaks before the answer: an {@link java.io.IOException}. */
    RESET(true),
    /** The connection breaks in the middle of the body: an {@link java.io.IOException}. */
    HALF_BODY(true),
    /**
     * Something on the way cut the body and lied about its length: status 200 and half of the body, as a broken proxy does
     * it. Whoever reads it has to notice.
     */
    CUT_BODY(true),
    /** An answer that is larger than the client takes: an {@link java.io.IOException}. */
    TOO_LARGE(true),
    /** Status 500 with a page for people in it, which is no answer of the provider's. */
    SERVER_ERROR(true),
    /** Status 429 with {@code Retry-After}: a {@link dev.laurel.spi.RetryLaterException} of 30 seconds. */
    TOO_MANY(true),
    /** Status 503 without {@code Retry-After}: a {@link dev.laurel.spi.RetryLaterException} of a minute. */
    UNAVAILABLE(true),
    /**
     * Status 401 with a body that repeats the request with its secrets, as debugging pages do: trying again cannot help,
     * and whoever puts the body into a message gives a secret away.
     */
    UNAUTHORIZED(false),
    /** The runtime stops the call: an {@link InterruptedException}. Over a socket, as {@link #NO_ANSWER}. */
    INTERRUPTED(false);

    private final boolean passing;

    Fault(boolean passing) {
        this.passing = passing;
    }

    /** {@return whether it passes by itself, so that the same request may succeed later} */
    public boolean isPassing() {
        return passing;
    }
}
