package dev.laurel.samplehost.proof;

import dev.laurel.view.EntryLine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** From the lines of a member's ledger to what each day brought. */
public final class DaySums {
    private static final String START = "/joined";
    private static final String FLOOR = "/at-least-one";

    private DaySums() {}

    /**
     * Adds up the lines of each UTC day in which their causes happened. Left out are the point for joining, with which
     * every replay starts anyway, and what the floor added, which a replay with another start works out for itself. What
     * the cap took away stays: it does not depend on the start.
     *
     * @param lines lines of one member in one unit, in any order
     * @return sums by day, days in order
     */
    public static SortedMap<LocalDate, Long> of(List<EntryLine> lines) {
        SortedMap<LocalDate, Long> sums = new TreeMap<>();
        for (EntryLine line : lines) {
            if (!line.rule().endsWith(START) && !line.rule().endsWith(FLOOR)) {
                sums.merge(line.happened().atOffset(ZoneOffset.UTC).toLocalDate(), line.amount(), Math::addExact);
            }
        }
        return sums;
    }
}
