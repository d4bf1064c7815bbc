package dev.laurel.spi.reward;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Over what time a counter or a limit looks back. Calendar windows are those of the community's time zone. */
public final class Window {

    /** What windows there are. */
    public enum Kind {
        /** All time. */
        EVER,
        /** A calendar day. */
        DAY,
        /** A week that starts on Monday. */
        WEEK,
        /** A calendar month. */
        MONTH,
        /** A calendar year. */
        YEAR,
        /** The time up to now, of a fixed length. */
        ROLLING
    }

    /** All time. */
    public static final Window EVER = new Window(Kind.EVER, Duration.ZERO);
    /** A calendar day. */
    public static final Window DAY = new Window(Kind.DAY, Duration.ZERO);
    /** A week that starts on Monday. */
    public static final Window WEEK = new Window(Kind.WEEK, Duration.ZERO);
    /** A calendar month. */
    public static final Window MONTH = new Window(Kind.MONTH, Duration.ZERO);
    /** A calendar year. */
    public static final Window YEAR = new Window(Kind.YEAR, Duration.ZERO);

    private final Kind kind;
    private final Duration length;

    private Window(Kind kind, Duration length) {
        this.kind = kind;
        this.length = length;
    }

    /**
     * The time up to now.
     *
     * @param length how far back, more than zero; what is older by exactly the length no longer counts
     * @return the window
     * @throws IllegalArgumentException if the length is zero or less
     */
    public static Window rolling(Duration length) {
        Objects.requireNonNull(length, "length");
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a rolling window is longer than " + length + ": for example 30 days");
        }
        return new Window(Kind.ROLLING, length);
    }

    /** {@return what kind of window} */
    public Kind kind() {
        return kind;
    }

    /** {@return how far back a rolling window looks; zero for others} */
    public Duration length() {
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Window window && window.kind == kind && window.length.equals(length);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, length);
    }

    @Override
    public String toString() {
        return kind == Kind.ROLLING ? "rolling " + length : kind.name();
    }
}
