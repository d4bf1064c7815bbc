package dev.laurel.testkit.contract;

import static org.assertj.core.api.Assertions.fail;

import dev.laurel.testkit.http.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Finds the time of the machine where that of the context should be. The fake clock is years away, so a time of now can have come
 * from the system alone.
 */
final class RealTime {
    private static final Duration NEAR = Duration.ofMinutes(10);
    private static final int DIGITS_OF_SECONDS = 7;

    private final Instant begun = Instant.now();

    void assertNot(String what, Instant time) {
        if (time.isAfter(begun.minus(NEAR)) && time.isBefore(Instant.now().plus(NEAR))) {
            fail(
                    "%s is the time of this machine: ask context.clock(), which the runtime sets and a test can move",
                    what);
        }
    }

    void assertNotIn(Asked asked) {
        String text = asked.everything();
        for (Instant now : new Instant[] {begun, Instant.now()}) {
            String day = now.toString().substring(0, "2000-01-01".length());
            String seconds = Long.toString(now.getEpochSecond()).substring(0, DIGITS_OF_SECONDS);
            Pattern number = Pattern.compile("(?<![0-9])" + seconds + "[0-9]{3}([0-9]{3}|[0-9]{6})?(?![0-9])");
            if (text.contains(day) || number.matcher(text).find()) {
                fail(
                        "%s has today's date or time of this machine in it: ask context.clock(), which the runtime sets and a"
                                + " test can move",
                        asked);
            }
        }
    }
}
