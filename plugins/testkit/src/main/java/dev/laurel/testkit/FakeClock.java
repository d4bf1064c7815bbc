package dev.laurel.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by several threads. */
public final class FakeClock implements InstantSource {
    /** Where a clock begins of which nothing else is said: far from today, so that whoever asks the system is found out. */
    public static final Instant START = Instant.parse("2041-03-01T12:00:00Z");

    private final AtomicReference<Instant> now;

    private FakeClock(Instant now) {
        this.now = new AtomicReference<>(Objects.requireNonNull(now, "now"));
    }

    /** {@return a clock at {@link #START}} */
    public static FakeClock create() {
        return new FakeClock(START);
    }

    /**
     * A clock at a time.
     *
     * @param now what it says until it is moved
     * @return the clock
     */
    public static FakeClock at(Instant now) {
        return new FakeClock(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /**
     * Lets time pass.
     *
     * @param time how much, zero or more
     * @return what the clock says then
     * @throws IllegalArgumentException if it is less than zero
     */
    public Instant advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "time passes by zero or more, not by " + time + ": use set(...) to go back");
        }
        return now.updateAndGet(before -> before.plus(time));
    }

    /**
     * Sets the clock, back as well, as happens to clocks.
     *
     * @param to what it says from now on
     */
    public void set(Instant to) {
        now.set(Objects.requireNonNull(to, "to"));
    }

    @Override
    public String toString() {
        return "a fake clock at " + instant();
    }
}
