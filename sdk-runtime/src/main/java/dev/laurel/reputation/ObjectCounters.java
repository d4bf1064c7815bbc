package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Place;
import dev.laurel.reputation.MemberState.Pending;
import dev.laurel.reputation.Plan.Touch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters of objects. For what comes in order their running values are enough; for everything else the history of
 * the object is read once and looked up by position.
 */
final class ObjectCounters {
    private final Surroundings around;
    private final Plan plan;
    private final long[][] values;
    // Sums that went over the end of what a long holds, and how often, by counter and object: hardly ever one.
    private final Map<Long, Integer> carries = new HashMap<>();
    private final NewestOfObjects movers;
    private final NewestOfObjects readers;
    private final Map<Integer, History> histories = new HashMap<>();
    // When a timer last read an object's counters; of timers that fired before this run, all that is known is how late.
    private final Map<Integer, Long> firedOn = new HashMap<>();
    private long firedBefore = Long.MIN_VALUE;

    ObjectCounters(Surroundings around, Plan plan) {
        this.around = around;
        this.plan = plan;
        this.values = new long[plan.objectSlots.size()][0];
        this.movers = new NewestOfObjects(around);
        this.readers = new NewestOfObjects(around);
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

    /** {@return nothing of meaning: it looks to where an object's counters stand} */
    long near(int object) {
        long sum = movers.near(object) + readers.near(object);
        for (long[] counter : values) {
            sum += object < counter.length ? counter[object] : 0;
        }
        return sum;
    }

    /** {@return whether an activity comes after all that moved its object's counters before} */
    boolean isInOrder(ActivityFact fact) {
        return values.length == 0 || movers.isInOrder(fact);
    }

    /** {@return whether an activity comes after all about its object in which somebody reads the counters} */
    boolean isUnread(ActivityFact fact) {
        return readers.isInOrder(fact);
    }

    /** Notes that an activity came in: rules may read counters in it. */
    void read(ActivityFact fact) {
        if (fact.object >= 0 && values.length > 0 && plan.readsObject(fact.type)) {
            readers.note(fact);
        }
    }

    /** {@return whether a timer may have read the counters of an activity's object at a later time} */
    boolean isReadByTimers(ActivityFact fact) {
        return fact.at < firedBefore
                || (!firedOn.isEmpty() && fact.at < firedOn.getOrDefault(fact.object, Long.MIN_VALUE));
    }

    /** Notes that timers have fired up to a time, on whatever object. */
    void fired(long to) {
        firedBefore = Math.max(firedBefore, to);
    }

    /** Counts an activity, or with a sign of -1, no longer. */
    void count(ActivityFact fact, int sign) {
        histories.remove(fact.object);
        room(fact.object);
        for (Touch touch : plan.onObject(fact.type)) {
            add(touch.slot().index(), fact.object, sign * moves(touch, fact));
        }
        if (sign > 0) {
            movers.note(fact);
        }
    }

    private void add(int slot, int object, long amount) {
        int carry = Saturated.carry(values[slot][object], amount);
        if (carry != 0) {
            carries.merge((long) slot << 32 | object, carry, Integer::sum);
        }
        values[slot][object] += amount;
    }

    private long value(int slot, int object, long less) {
        long low = values[slot][object];
        int carry = carries.isEmpty() ? 0 : carries.getOrDefault((long) slot << 32 | object, 0);
        return Saturated.read(low - less, carry + Saturated.carry(low, -less));
    }

    private static long moves(Touch touch, ActivityFact fact) {
        return switch (touch.slot().counter().kind()) {
            case AMOUNT -> Saturated.product(touch.weight(), fact.amount);
            default -> touch.weight();
        };
    }

    private void room(int object) {
        for (int i = 0; i < values.length; i++) {
            if (object >= values[i].length) {
                values[i] = Arrays.copyOf(values[i], object + (object >> 2) + 64);
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
        for (int i = 0; i < values.length; i++) {
            long now = value(i, fact.object, 0);
            frame.object(i, now, now);
        }
        for (Touch touch : plan.onObject(fact.type)) {
            int slot = touch.slot().index();
            frame.object(slot, value(slot, fact.object, moves(touch, fact)), value(slot, fact.object, 0));
        }
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

    /** Fills in the values at the time of a timer, if its rule reads any. */
    void at(ActivityFact cause, Pending timer, Frame frame) {
        Plan.Rule rule = values.length == 0 ? null : plan.rule(timer.rule());
        if (rule == null || !rule.readsObject()) {
            return;
        }
        if (cause.object < 0) {
            frame.object(null, null);
            return;
        }
        firedOn.merge(cause.object, timer.at(), Math::max);
        History history = history(cause.object);
        int index = 0;
        while (index < history.facts.size() && history.facts.get(index).at < timer.at()) {
            index++;
        }
        long[] then = index < history.before.size() ? history.before.get(index) : history.end;
        frame.object(then, then);
    }

    /** Forgets histories that were read: more may have happened since. */
    void forgetHistories() {
        histories.clear();
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
        long[] lows = new long[values.length];
        int[] over = new int[values.length];
        List<long[]> before = new ArrayList<>(facts.size());
        for (ActivityFact fact : facts) {
            before.add(readable(lows, over));
            for (Touch touch : plan.onObject(fact.type)) {
                int slot = touch.slot().index();
                over[slot] += Saturated.carry(lows[slot], moves(touch, fact));
                lows[slot] += moves(touch, fact);
            }
        }
        return new History(facts, before, readable(lows, over));
    }

    private static long[] readable(long[] lows, int[] carries) {
        long[] values = new long[lows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Saturated.read(lows[i], carries[i]);
        }
        return values;
    }
}
