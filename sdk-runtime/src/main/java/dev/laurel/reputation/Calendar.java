package dev.laurel.reputation;

import dev.laurel.spi.reward.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Days, weeks, months and years of a time zone, as numbers. Remembers the last day, for most calls ask for the same. */
final class Calendar {
    private static final long SECOND = 1_000_000L;

    private final ZoneId zone;
    private long dayStart = Long.MAX_VALUE;
    private long dayEnd = Long.MIN_VALUE;
    private LocalDate day = LocalDate.EPOCH;

    Calendar(ZoneId zone) {
        this.zone = zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
    }

    /** {@return the number of the calendar period of a window in which a time lies} */
    long period(Window window, long micros) {
        look(micros);
        return switch (window.kind()) {
            case DAY -> day.toEpochDay();
            case WEEK -> Math.floorDiv(day.toEpochDay() + 3, 7L);
            case MONTH -> day.getYear() * 12L + day.getMonthValue() - 1;
            case YEAR -> day.getYear();
            case EVER, ROLLING -> 0;
        };
    }

    /** {@return when the period after the one in which a time lies begins; the far future if there is none} */
    long nextPeriod(Window window, long micros) {
        look(micros);
        LocalDate next = switch (window.kind()) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.plusDays(7L - Math.floorMod(day.toEpochDay() + 3, 7L));
            case MONTH -> day.withDayOfMonth(1).plusMonths(1);
            case YEAR -> day.withDayOfYear(1).plusYears(1);
            case EVER, ROLLING -> null;
        };
        return next == null ? Long.MAX_VALUE : start(next);
    }

    private void look(long micros) {
        if (micros >= dayStart && micros < dayEnd) {
            return;
        }
        day = Instant.ofEpochSecond(Math.floorDiv(micros, SECOND)).atZone(zone).toLocalDate();
        dayStart = start(day);
        dayEnd = start(day.plusDays(1));
    }

    private long start(LocalDate date) {
        return date.atStartOfDay(zone).toEpochSecond() * SECOND;
    }
}
