package dev.laurel.spi.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen: a password, a token, a key. It shows itself as {@code ***}, is not serialisable, and
 * gives its text away only where {@link #reveal()} is called, so that all such places can be found. Immutable; safe for
 * use by any thread.
 *
 * <p>It guards against accident, such as a log line or an error message, not against code that means harm.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Hides a text. Instances get their secrets through {@link Settings}; this is for tests and for hosts.
     *
     * @param text what to hide
     * @return the secret
     */
    public static Secret of(String text) {
        return new Secret(Objects.requireNonNull(text, "text"));
    }

    /**
     * The text itself. Call it where the text is used, and keep the result in no field.
     *
     * @return what was hidden; never log it
     */
    public String reveal() {
        return text;
    }

    /** {@return whether the other is a secret with the same text; takes equally long wherever they differ} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        secret.text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return {@code ***}, whatever the secret} */
    @Override
    public String toString() {
        return "***";
    }
}
