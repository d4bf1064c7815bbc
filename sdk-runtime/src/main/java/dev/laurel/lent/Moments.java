package dev.laurel.lent;

import java.time.Duration;
import java.time.Instant;

/** Moments and times as one number, in nanoseconds: enough until the year 2262. */
final class Moments {
    private static final long BILLION = 1_000_000_000L;

    private Moments() {}

    static long nanos(Instant moment) {
        return moment.getEpochSecond() * BILLION + moment.getNano();
    }

    /** {@return a time in words for people: whole seconds, rounded up, and milliseconds below one} */
    static String words(Duration time) {
        long millis = Math.max(1, time.plusNanos(999_999).toMillis());
        if (millis < 1000) {
            return millis + " milliseconds";
        }
        long seconds = (millis + 999) / 1000;
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
