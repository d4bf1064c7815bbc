package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Bytes;
import dev.laurel.log.BytesReader;
import dev.laurel.log.Step;
import dev.laurel.log.TimeOrder;
import dev.laurel.reputation.Plan.LimitSlot;
import dev.laurel.reputation.Plan.Slot;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fold of one member remembers at one moment: the last participation, the cells of declared counters, how far
 * limits are used, badges held, timers to come. A function of the participations before; written into the log now and
 * then, so that a fold need not start at the beginning.
 */
final class MemberState {
    private static final int FORMAT = 2;

    /** A timer to come. */
    record Pending(long at, int rule, int key, long cause, int role) {
        Step.Timer timer() {
            return new Step.Timer(rule, key, at);
        }
    }

    /** How far a cap is used in a period, or a floor at the end of a day. */
    static final class Usage {
        long period = Long.MIN_VALUE;
        /** Of a cap: the period's sum. Of a floor: the balance without the floor. */
        long sum;
        /** Of a floor: what it has given up to the end of the period before. */
        long before;
        /** What the limit has added in the period: not positive for a cap, not negative for a floor. */
        long adjustment;
    }

    private final Plan plan;
    private final @Nullable Cell[] cells;
    private Map<Long, Cell> keyed = Map.of();
    private final @Nullable Usage[] usages;
    private final @Nullable Cell[] times;
    private Set<Long> badges = Set.of();
    private List<Pending> timers = List.of();
    // Where the last participation stands in time order, if there was one. Not the activity itself: states are old, and
    // a reference from each of them to something new would keep the garbage collector busier than the fold.
    private boolean hasLast;
    private int lastSource;
    private long lastAt;
    private long lastSequence;
    private long lastHigh;
    private long lastLow;
    /** Up to which time everything is folded, timers included, in microseconds. */
    long foldedTo = Long.MIN_VALUE;
    /** How many records of the chain came after the last snapshot. */
    int sinceSnapshot;
    /** Where among the states in memory it is kept, and whether it was asked for lately: both are {@link States}' own. */
    int seat;

    boolean asked;

    MemberState(Plan plan) {
        this.plan = plan;
        this.cells = new Cell[plan.memberSlots.size()];
        this.usages = new Usage[plan.limits.size()];
        this.times = new Cell[plan.limits.size()];
    }

    /** A participation in an activity has been taken in. */
    void passed(ActivityFact fact) {
        hasLast = true;
        lastSource = fact.source;
        lastAt = fact.at;
        lastSequence = fact.sequence;
        lastHigh = fact.idHigh;
        lastLow = fact.idLow;
        foldedTo = Math.max(foldedTo, fact.at);
    }

    /** {@return whether an activity comes before the last one} */
    boolean isPast(ActivityFact fact, TimeOrder order) {
        if (!hasLast || lastAt != fact.at) {
            return hasLast && fact.at < lastAt;
        }
        ActivityFact last = new ActivityFact();
        last.at = lastAt;
        last.source = lastSource;
        last.sequence = lastSequence;
        last.idHigh = lastHigh;
        last.idLow = lastLow;
        return order.compare(last, fact) > 0;
    }

    /** {@return the cell of a counter; {@code key} is the counterpart or topic, 0 for counters of the member} */
    Cell cell(Slot slot, long key) {
        if (slot.counter().scope() == Counter.Scope.MEMBER) {
            Cell cell = cells[slot.index()];
            if (cell == null) {
                cell = new Cell(slot.counter().kind(), slot.counter().window());
                cells[slot.index()] = cell;
            }
            return cell;
        }
        if (keyed.isEmpty()) {
            keyed = new HashMap<>(4);
        }
        return keyed.computeIfAbsent(
                ((long) slot.index() << 32) | (key & 0xFFFFFFFFL),
                missing -> new Cell(slot.counter().kind(), slot.counter().window()));
    }

    boolean holds(long badge) {
        return !badges.isEmpty() && badges.contains(badge);
    }

    void hold(long badge) {
        if (badges.isEmpty()) {
            badges = new HashSet<>(4);
        }
        badges.add(badge);
    }

    /** {@return the timers to come, in no order; not to be changed} */
    List<Pending> timers() {
        return timers;
    }

    void add(Pending timer) {
        if (timers.isEmpty()) {
            timers = new ArrayList<>(2);
        }
        timers.add(timer);
    }

    void remove(Pending timer) {
        if (!timers.isEmpty()) {
            timers.remove(timer);
        }
    }

    /** {@return nothing of meaning: it looks at all there is, so that it is in the processor's cache} */
    long inside() {
        long sum = 0;
        for (Cell cell : cells) {
            sum += cell == null ? 0 : cell.inside();
        }
        for (Usage usage : usages) {
            sum += usage == null ? 0 : usage.sum;
        }
        return sum;
    }

    Usage usage(LimitSlot slot) {
        Usage usage = usages[slot.index];
        if (usage == null) {
            usage = new Usage();
            usages[slot.index] = usage;
        }
        return usage;
    }

    Cell times(LimitSlot slot) {
        Cell cell = times[slot.index];
        if (cell == null) {
            cell = new Cell(Counter.Kind.SUM, slot.limit.window());
            times[slot.index] = cell;
        }
        return cell;
    }

    /** {@return limits with something to show for, each with its usage} */
    Map<LimitSlot, Usage> usages() {
        Map<LimitSlot, Usage> used = new HashMap<>();
        for (LimitSlot slot : plan.limits) {
            Usage usage = usages[slot.index];
            if (usage != null && slot.limit.kind() != Limit.Kind.TIMES) {
                used.put(slot, usage);
            }
        }
        return used;
    }

    /** {@return the timer that is due first, if it is due by a time} */
    @Nullable
    Pending firstDue(long by) {
        Pending first = null;
        for (int i = 0; i < timers.size(); i++) {
            Pending pending = timers.get(i);
            if (pending.at() <= by && (first == null || TIMERS.compare(pending, first) < 0)) {
                first = pending;
            }
        }
        return first;
    }

    /** {@return the timer that is due first, if it is due by a time; taken out} */
    @Nullable
    Pending takeDue(long by) {
        Pending first = firstDue(by);
        if (first != null) {
            remove(first);
        }
        return first;
    }

    /**
     * Sets a timer. The same one again changes nothing; another one of the same rule for the same participation that
     * would be due at the same moment is due just after it, so that what each grants can be told apart.
     *
     * @return the timer, or null if it was set already
     */
    @Nullable
    Pending wake(Pending wanted) {
        Pending timer = wanted;
        for (int i = 0; i < timers.size(); i++) {
            Pending other = timers.get(i);
            if (other.equals(timer)) {
                return null;
            }
            boolean together = other.at() == timer.at()
                    && other.rule() == timer.rule()
                    && other.cause() == timer.cause()
                    && other.role() == timer.role();
            if (together) {
                timer = new Pending(timer.at() + 1, timer.rule(), timer.key(), timer.cause(), timer.role());
                i = -1;
            }
        }
        add(timer);
        return timer;
    }

    /** {@return the cell of a counter, or null if nothing was ever counted under the key} */
    @Nullable
    Cell known(Slot slot, long key) {
        return slot.counter().scope() == Counter.Scope.MEMBER
                ? cells[slot.index()]
                : keyed.get(((long) slot.index() << 32) | (key & 0xFFFFFFFFL));
    }

    private static final java.util.Comparator<Pending> TIMERS = java.util.Comparator.comparingLong(Pending::at)
            .thenComparingInt(Pending::rule)
            .thenComparingInt(Pending::key)
            .thenComparingLong(Pending::cause)
            .thenComparingInt(Pending::role);

    byte[] write() {
        Bytes out = new Bytes(96);
        out.put(FORMAT);
        out.putLong(plan.fingerprint());
        out.putSigned(foldedTo);
        out.put(hasLast ? 1 : 0);
        if (hasLast) {
            out.putSigned(lastAt);
            out.putVar(lastSource);
            out.putSigned(lastSequence);
            out.putLong(lastHigh);
            out.putLong(lastLow);
        }
        writeCells(cells, out);
        out.putVar(keyed.size());
        keyed.forEach((key, cell) -> {
            out.putVar(key);
            cell.write(out);
        });
        for (Usage usage : usages) {
            out.put(usage == null ? 0 : 1);
            if (usage != null) {
                out.putSigned(usage.period);
                out.putSigned(usage.sum);
                out.putSigned(usage.before);
                out.putSigned(usage.adjustment);
            }
        }
        writeCells(times, out);
        out.putVar(badges.size());
        badges.forEach(out::putVar);
        out.putVar(timers.size());
        for (Pending timer : timers) {
            out.putSigned(timer.at());
            out.putVar(timer.rule());
            out.putVar(timer.key());
            out.putVar(timer.cause());
            out.putVar(timer.role());
        }
        return out.toArray();
    }

    private static void writeCells(@Nullable Cell[] cells, Bytes out) {
        for (Cell cell : cells) {
            out.put(cell == null ? 0 : 1);
            if (cell != null) {
                cell.write(out);
            }
        }
    }

    /** {@return the state that was written, or null if the rules have come to declare something else since} */
    static @Nullable MemberState read(byte[] bytes, Plan plan) {
        BytesReader in = new BytesReader(bytes, 0);
        if (in.get() != FORMAT || in.getLong() != plan.fingerprint()) {
            return null;
        }
        MemberState state = new MemberState(plan);
        state.foldedTo = in.getSigned();
        if (in.get() == 1) {
            state.hasLast = true;
            state.lastAt = in.getSigned();
            state.lastSource = in.getInt();
            state.lastSequence = in.getSigned();
            state.lastHigh = in.getLong();
            state.lastLow = in.getLong();
        }
        for (Slot slot : plan.memberSlots) {
            if (in.get() == 1) {
                state.cells[slot.index()] = readCell(slot, in);
            }
        }
        int keyed = in.getInt();
        for (int i = 0; i < keyed; i++) {
            long key = in.getVar();
            if (i == 0) {
                state.keyed = new HashMap<>(keyed * 2);
            }
            state.keyed.put(key, readCell(plan.memberSlots.get((int) (key >>> 32)), in));
        }
        state.readLimits(in);
        int badges = in.getInt();
        for (int i = 0; i < badges; i++) {
            state.hold(in.getVar());
        }
        int timers = in.getInt();
        for (int i = 0; i < timers; i++) {
            state.add(new Pending(in.getSigned(), in.getInt(), in.getInt(), in.getVar(), in.getInt()));
        }
        return state;
    }

    private static Cell readCell(Slot slot, BytesReader in) {
        return Cell.read(slot.counter().kind(), slot.counter().window(), in);
    }

    private void readLimits(BytesReader in) {
        for (int i = 0; i < usages.length; i++) {
            if (in.get() == 1) {
                Usage usage = new Usage();
                usage.period = in.getSigned();
                usage.sum = in.getSigned();
                usage.before = in.getSigned();
                usage.adjustment = in.getSigned();
                usages[i] = usage;
            }
        }
        for (LimitSlot slot : plan.limits) {
            if (in.get() == 1) {
                times[slot.index] = Cell.read(Counter.Kind.SUM, slot.limit.window(), in);
            }
        }
    }
}
