package dev.laurel.spi.activity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something in a source that could not be read as an activity. It goes to the dead letters, the rest goes on. */
public final class Reject {
    private final String position;
    private final String code;
    private final String reason;

    private Reject(String position, String code, String reason) {
        this.position = Objects.requireNonNull(position, "position");
        this.code = Objects.requireNonNull(code, "code");
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Names what was rejected and why.
     *
     * @param position where it stands in the source: file, line and column, a JSON pointer, a record number. The same
     *     position and code rejected twice is one dead letter
     * @param code upper case, words joined by underscores, for example {@code ROW_MALFORMED}
     * @param reason what is wrong and what to do, without personal data
     * @return the reject
     */
    public static Reject of(String position, String code, String reason) {
        return new Reject(position, code, reason);
    }

    /** {@return where it stands in the source} */
    public String position() {
        return position;
    }

    /** {@return the code} */
    public String code() {
        return code;
    }

    /** {@return what is wrong and what to do} */
    public String reason() {
        return reason;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reject reject
                && reject.position.equals(position)
                && reject.code.equals(code)
                && reject.reason.equals(reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(position, code);
    }

    @Override
    public String toString() {
        return position + ": " + code + ": " + reason;
    }
}
