package dev.laurel.pipeline;

import dev.laurel.intake.RememberedIds;
import dev.laurel.log.ActivityFact;
import dev.laurel.store.StoreException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Compares what the log says of activities with what is remembered of their ids. A few at a time, on the partition's
 * thread, because that is where ids are remembered; so nobody waits for long, and it takes the same memory for any log.
 */
final class IdComparison {
    private static final int AT_ONCE = 1_024;
    private static final int FIELDS = 4;

    private final Partition partition;
    private final Consumer<String> problems;
    private long[] waiting = new long[AT_ONCE * FIELDS];
    private int used;

    IdComparison(Partition partition, Consumer<String> problems) {
        this.partition = partition;
        this.problems = problems;
    }

    /** Notes an activity of the log. */
    void add(ActivityFact fact) {
        if (used == waiting.length) {
            waiting = Arrays.copyOf(waiting, used * 2);
        }
        waiting[used] = fact.number;
        waiting[used + 1] = fact.idHigh;
        waiting[used + 2] = fact.idLow;
        waiting[used + 3] = fact.digest;
        used += FIELDS;
    }

    /** Compares what was noted, once there is enough of it. To be called without a read of the store under way. */
    void compareIfMany() {
        if (used >= AT_ONCE * FIELDS) {
            compare();
        }
    }

    /** Compares what was noted. */
    void compare() {
        for (int from = 0; from < used; from += AT_ONCE * FIELDS) {
            int first = from;
            int end = Math.min(used, from + AT_ONCE * FIELDS);
            String problem =
                    partition.read(engine -> compare(engine, first, end)).join();
            if (!problem.isEmpty()) {
                problems.accept(problem);
            }
        }
        used = 0;
    }

    private String compare(Engine engine, int from, int end) {
        RememberedIds ids = engine.ids();
        // A follower never looks an id up, and what it would look into is moved about by the one that writes.
        boolean following = engine.store().isFollowing();
        long forgotten = 0;
        long first = -1;
        try {
            for (int at = from; at < end; at += FIELDS) {
                long number = waiting[at];
                long high = waiting[at + 1];
                long low = waiting[at + 2];
                boolean kept = ids.holds(number, high, low, waiting[at + 3]);
                if (!kept || (!following && ids.find(high, low) < number)) {
                    first = forgotten == 0 ? number : first;
                    forgotten++;
                }
            }
        } catch (StoreException e) {
            return "the ids of activities " + waiting[from] + " to " + waiting[end - FIELDS]
                    + " cannot be looked up, so that one that is sent again may count twice: " + e.getMessage();
        }
        return forgotten == 0
                ? ""
                : "activity " + first + (forgotten == 1 ? " is" : " and " + (forgotten - 1) + " after it are")
                        + " in the log, but not remembered under the id and content they came with: sent again, they"
                        + " would count twice; start the community again, and restore a backup if this stays";
    }
}
