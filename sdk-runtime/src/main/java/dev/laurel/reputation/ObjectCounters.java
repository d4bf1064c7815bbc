package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Place;
import dev.laurel.reputation.Plan.Touch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters of objects. For what comes in order their running values are enough; for everything else the history of
 * the object is read once and looked up by position.
 */
final class ObjectCounters {
    private final Surroundings around;
    private final Plan plan;
    private final long[][] values;
    private long[] lastAt = new long[0];
    private long[] lastPlace = new long[0];
    private final Map<Integer, History> histories = new HashMap<>();

    ObjectCounters(Surroundings around, Plan plan) {
        this.around = around;
        this.plan = plan;
        this.values = new long[plan.objectSlots.size()][0];
    }

    /** What an object's counters were before each activity that moves them, in time order. */
    private static final class History {
        final List<ActivityFact> facts;
        final List<long[]> before;
        final long[] end;

        History(List<ActivityFact> facts, List<long[]> before, long[] end) {
            this.facts = facts;
            this.before = before;
            this.end = end;
        }
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    /** {@return whether an activity of a type moves counters of its object} */
    boolean isMovedBy(ActivityFact fact) {
        return fact.object >= 0 && values.length > 0 && plan.onObject(fact.type).length > 0;
    }

    /** {@return whether an activity comes after all that moved its object's counters before} */
    boolean isInOrder(ActivityFact fact) {
        if (values.length == 0 || fact.object >= lastAt.length || lastPlace[fact.object] == Place.NONE) {
            return true;
        }
        long last = lastAt[fact.object];
        if (fact.at != last) {
            return fact.at > last;
        }
        return fact.place == lastPlace[fact.object]
                || around.order().compare(around.facts().activity(lastPlace[fact.object]), fact) < 0;
    }

    /** Counts an activity, or with a sign of -1, no longer. */
    void count(ActivityFact fact, int sign) {
        histories.remove(fact.object);
        room(fact.object);
        for (Touch touch : plan.onObject(fact.type)) {
            long[] counter = values[touch.slot().index()];
            counter[fact.object] = Math.addExact(counter[fact.object], sign * moves(touch, fact));
        }
        if (sign > 0 && isInOrder(fact)) {
            lastAt[fact.object] = fact.at;
            lastPlace[fact.object] = fact.place;
        }
    }

    private static long moves(Touch touch, ActivityFact fact) {
        return switch (touch.slot().counter().kind()) {
            case AMOUNT -> Math.multiplyExact(touch.weight(), fact.amount);
            default -> touch.weight();
        };
    }

    private void room(int object) {
        if (object >= lastAt.length) {
            int room = object + (object >> 2) + 64;
            lastAt = Arrays.copyOf(lastAt, room);
            lastPlace = Arrays.copyOf(lastPlace, room);
            for (int i = 0; i < values.length; i++) {
                values[i] = Arrays.copyOf(values[i], room);
            }
        }
    }

    /** Fills in the running values, for an activity in order that has been counted just now. */
    void running(ActivityFact fact, Frame frame) {
        if (values.length == 0) {
            return;
        }
        if (fact.object < 0) {
            frame.object(null, null);
            return;
        }
        room(fact.object);
        long[] after = new long[values.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = values[i][fact.object];
        }
        long[] before = after.clone();
        for (Touch touch : plan.onObject(fact.type)) {
            before[touch.slot().index()] -= moves(touch, fact);
        }
        frame.object(before, after);
    }

    /** Fills in the values around an activity, from the history of its object. */
    void asOf(ActivityFact fact, Frame frame) {
        if (values.length == 0) {
            return;
        }
        if (fact.object < 0) {
            frame.object(null, null);
            return;
        }
        History history = history(fact.object);
        int low = 0;
        int high = history.facts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (around.order().compare(history.facts.get(middle), fact) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long[] before = low < history.before.size() ? history.before.get(low) : history.end;
        long[] after = before;
        if (low < history.facts.size() && history.facts.get(low).place == fact.place) {
            after = low + 1 < history.before.size() ? history.before.get(low + 1) : history.end;
        }
        frame.object(before, after);
    }

    /** Fills in the values at a time, for a timer. */
    void at(ActivityFact cause, long when, Frame frame) {
        if (values.length == 0) {
            return;
        }
        if (cause.object < 0) {
            frame.object(null, null);
            return;
        }
        History history = history(cause.object);
        int index = 0;
        while (index < history.facts.size() && history.facts.get(index).at < when) {
            index++;
        }
        long[] then = index < history.before.size() ? history.before.get(index) : history.end;
        frame.object(then, then);
    }

    /** Forgets histories that were read: more may have happened since. */
    void forgetHistories() {
        histories.clear();
    }

    void forgetHistory(int object) {
        histories.remove(object);
    }

    private History history(int object) {
        return histories.computeIfAbsent(object, this::read);
    }

    private History read(int object) {
        List<ActivityFact> facts = new ArrayList<>();
        long place = around.objects().head(object);
        while (place != Place.NONE) {
            ActivityFact fact = around.facts().activity(place);
            if (plan.onObject(fact.type).length > 0 && around.participants().counts(fact)) {
                facts.add(fact);
            }
            place = fact.previousOfObject;
        }
        facts.sort(around.order());
        long[] sums = new long[values.length];
        List<long[]> before = new ArrayList<>(facts.size());
        for (ActivityFact fact : facts) {
            before.add(sums.clone());
            for (Touch touch : plan.onObject(fact.type)) {
                sums[touch.slot().index()] += moves(touch, fact);
            }
        }
        return new History(facts, before, sums);
    }

    @Nullable ActivityFact lastOf(int object) {
        return object < lastPlace.length && lastPlace[object] != Place.NONE
                ? around.facts().activity(lastPlace[object])
                : null;
    }
}
