package dev.laurel.testkit.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long a provider wants to be left alone: {@code Retry-After} of RFC 9110, in seconds or as a date. */
final class RetryAfter {
    private static final Duration UNSAID = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    /** {@return the time from now, a second at least and a day at most; a minute if nothing is said, or nothing readable} */
    static Duration read(Map<String, List<String>> headers, Instant now) {
        Duration said = headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("retry-after"))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .map(text -> parsed(text.strip(), now))
                .orElse(UNSAID);
        if (said.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        return said.compareTo(SHORTEST) < 0 ? SHORTEST : said;
    }

    private static Duration parsed(String text, Instant now) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
                return text.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(text));
            }
            return Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException unreadable) {
            return UNSAID;
        }
    }
}
