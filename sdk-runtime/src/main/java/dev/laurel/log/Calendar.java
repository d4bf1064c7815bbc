package dev.laurel.log;

import dev.laurel.spi.reward.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Days, weeks, months and years of a time zone, as numbers. Remembers the last day, for most calls ask for the same. Not
 * safe for use by several threads.
 */
public final class Calendar {
    private static final long SECOND = 1_000_000L;

    private final ZoneId zone;
    private long dayStart = Long.MAX_VALUE;
    private long dayEnd = Long.MIN_VALUE;
    private LocalDate day = LocalDate.EPOCH;

    /**
     * The calendar of a time zone.
     *
     * @param zone the zone
     */
    public Calendar(ZoneId zone) {
        this.zone = zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
    }

    /**
     * The calendar period of a window in which a time lies.
     *
     * @param window the window
     * @param micros the time, in microseconds since 1970
     * @return its number, one more for each period; 0 for windows that are not of the calendar
     */
    public long period(Window window, long micros) {
        look(micros);
        return switch (window.kind()) {
            case DAY -> day.toEpochDay();
            case WEEK -> Math.floorDiv(day.toEpochDay() + 3, 7L);
            case MONTH -> day.getYear() * 12L + day.getMonthValue() - 1;
            case YEAR -> day.getYear();
            case EVER, ROLLING -> 0;
        };
    }

    /**
     * When the period after the one in which a time lies begins.
     *
     * @param window the window
     * @param micros the time, in microseconds since 1970
     * @return the time; Long.MAX_VALUE if there is none
     */
    public long nextPeriod(Window window, long micros) {
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

    /**
     * When a period begins.
     *
     * @param window the window
     * @param period the period's number
     * @return its first moment, in microseconds since 1970; Long.MIN_VALUE for windows that are not of the calendar
     */
    public long begin(Window window, long period) {
        LocalDate first = switch (window.kind()) {
            case DAY -> LocalDate.ofEpochDay(period);
            case WEEK -> LocalDate.ofEpochDay(period * 7 - 3);
            case MONTH -> LocalDate.of((int) Math.floorDiv(period, 12L), (int) Math.floorMod(period, 12L) + 1, 1);
            case YEAR -> LocalDate.of((int) period, 1, 1);
            case EVER, ROLLING -> null;
        };
        return first == null ? Long.MIN_VALUE : start(first);
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
