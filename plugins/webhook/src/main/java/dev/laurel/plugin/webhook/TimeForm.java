package dev.laurel.plugin.webhook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When it happened, as a delivery says it.
 *
 * @param pointer where the time stands; null if it is the time at which the delivery arrived
 * @param format how it is written
 * @param place where this stands in the mapping
 */
record TimeForm(@Nullable Pointer pointer, Format format, Place place) {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
    /** +0100 and +01, which Java reads as +01:00 only. */
    private static final Pattern SHORT_OFFSET = Pattern.compile("(.+T.+[+-][0-9]{2})([0-9]{2})?");

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** How a time can be written. */
    enum Format {
        /** ISO 8601 with an offset. */
        ISO("iso", "a time as in ISO 8601 with Z or an offset, such as 2026-03-01T12:00:00+01:00"),
        /** Seconds since 1970, maybe with decimals. */
        UNIX_SECONDS("unix-seconds", "a number of seconds since 1970, such as 1772366400"),
        /** Milliseconds since 1970. */
        UNIX_MILLIS("unix-millis", "a number of milliseconds since 1970, such as 1772366400000");

        private final String word;
        private final String wanted;

        Format(String word, String wanted) {
            this.word = word;
            this.wanted = wanted;
        }

        /** {@return what stands in a mapping} */
        String word() {
            return word;
        }
    }

    Instant time(Scope scope) throws FieldException {
        if (pointer == null) {
            return scope.delivery().receivedAt();
        }
        Json found = scope.find(pointer);
        if (found == null) {
            throw FieldException.missing(scope.at(pointer), place);
        }
        Instant time = read(found);
        if (time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw FieldException.time(scope.at(pointer), place, format.wanted);
        }
        return time;
    }

    private @Nullable Instant read(Json found) {
        if (format == Format.ISO) {
            return found instanceof Json.Text text ? iso(text.text()) : null;
        }
        String digits = found instanceof Json.Numeral number ? number.literal() : "";
        digits = found instanceof Json.Text text ? text.text() : digits;
        if (!DECIMAL.matcher(digits).matches()) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(digits).movePointLeft(format == Format.UNIX_MILLIS ? 3 : 0);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        try {
            return Instant.ofEpochSecond(whole.longValueExact(), nanos);
        } catch (DateTimeException beyond) {
            return null;
        }
    }

    private static @Nullable Instant iso(String text) {
        try {
            Matcher offset = SHORT_OFFSET.matcher(text);
            String minutes = offset.matches() ? Objects.requireNonNullElse(offset.group(2), "00") : "";
            return OffsetDateTime.parse(minutes.isEmpty() ? text : offset.group(1) + ":" + minutes)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
