package dev.laurel.plugin.stackexchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The attributes of one row, read as what they mean. */
final class Row {
    private static final int MOST = 1_000_000;

    private final long line;
    private final Map<String, String> values;

    Row(long line, Map<String, String> values) {
        this.line = line;
        this.values = values;
    }

    /** {@return the attribute; empty if it is not there or blank} */
    Optional<String> text(String field) {
        return Optional.ofNullable(values.get(field)).filter(value -> !value.isBlank());
    }

    /** {@return an attribute that names a row of this file or another} */
    String id(String field) throws BadRowException {
        return Long.toString(number(field));
    }

    /** {@return the same for an attribute that need not be there} */
    Optional<String> optionalId(String field) throws BadRowException {
        return text(field).isEmpty() ? Optional.empty() : Optional.of(id(field));
    }

    long number(String field) throws BadRowException {
        String value = needed(field);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw BadRowException.invalid(line, field, "a whole number");
        }
    }

    /** {@return a whole number from 0 to a bound far above what a dump has} */
    int smallNumber(String field) throws BadRowException {
        long number = number(field);
        if (number < 0 || number > MOST) {
            throw BadRowException.invalid(line, field, "a whole number from 0 to " + MOST);
        }
        return (int) number;
    }

    /** {@return a time; a dump writes them without a zone and means UTC} */
    Instant time(String field) throws BadRowException {
        String value = needed(field);
        try {
            LocalDateTime time = LocalDateTime.parse(value);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            // Said below, together with years that nobody means.
        }
        throw BadRowException.invalid(line, field, "a time like 2018-03-12T17:00:45.567");
    }

    BadRowException missing(String field) {
        return BadRowException.missing(line, field);
    }

    private String needed(String field) throws BadRowException {
        Optional<String> value = text(field);
        if (value.isEmpty()) {
            throw missing(field);
        }
        return value.get();
    }
}
