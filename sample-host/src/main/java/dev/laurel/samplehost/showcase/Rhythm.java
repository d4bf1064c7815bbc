package dev.laurel.samplehost.showcase;

import dev.laurel.samplehost.showcase.script.Chance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When people are there: in the evening, at weekends, and from month to month a little more; hardly ever at night. */
final class Rhythm {
    private static final int[] WEEKDAY = {2, 1, 0, 0, 0, 1, 3, 6, 7, 6, 6, 7, 11, 9, 6, 6, 7, 10, 15, 19, 23, 22, 15, 6
    };
    private static final int[] WEEKEND = {
        4, 2, 1, 0, 0, 0, 1, 4, 9, 15, 18, 17, 13, 12, 14, 16, 16, 15, 16, 18, 20, 19, 14, 8
    };
    private static final LocalTime NIGHT = LocalTime.of(0, 45);
    private static final LocalTime MORNING = LocalTime.of(6, 45);

    private final ZoneId zone;
    private final Chance chance;

    Rhythm(ZoneId zone, Chance chance) {
        this.zone = zone;
        this.chance = chance;
    }

    /** {@return a moment between the two, when people are there} */
    Instant moment(Instant from, Instant until) {
        long length = Duration.between(from, until).toMillis();
        while (true) {
            Instant moment = from.plusMillis((long) (length * chance.fraction()));
            double grown = .45 + .55 * Duration.between(from, moment).toMillis() / length;
            ZonedDateTime local = moment.atZone(zone);
            boolean weekend = local.getDayOfWeek().getValue() > 5;
            int eager = (weekend ? WEEKEND : WEEKDAY)[local.getHour()];
            if (chance.fraction() * 24 < eager * grown) {
                return moment;
            }
        }
    }

    /** {@return the moment, or if that is at night, the morning after} */
    Instant awake(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalTime time = local.toLocalTime();
        if (time.isBefore(NIGHT) || !time.isBefore(MORNING)) {
            return moment;
        }
        double share = (double) Duration.between(NIGHT, time).toMillis()
                / Duration.between(NIGHT, MORNING).toMillis();
        return local.with(MORNING)
                .plus(Duration.ofMillis((long) (share * 5_400_000)))
                .toInstant();
    }
}
