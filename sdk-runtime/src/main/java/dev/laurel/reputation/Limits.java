package dev.laurel.reputation;

import dev.laurel.log.Calendar;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Grant;
import dev.laurel.log.Step;
import dev.laurel.reputation.Fold.Moment;
import dev.laurel.reputation.MemberState.Usage;
import dev.laurel.reputation.Plan.LimitSlot;
import dev.laurel.reputation.Plan.Rule;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Window;
import java.util.Locale;

/** Keeps the bounds that rules declare: limits on times refuse, caps and floors are views over all that a period holds. */
final class Limits {
    private final Plan plan;
    private final Timeline timeline;
    private final Calendar calendar;
    private final Dictionary words;

    Limits(Plan plan, Timeline timeline, Calendar calendar, Dictionary words) {
        this.plan = plan;
        this.timeline = timeline;
        this.calendar = calendar;
        this.words = words;
    }

    /** {@return whether a rule may grant once more, and counts it; if not, says so} */
    boolean isWithinTimes(Rule rule, Grant cause, Moment moment) {
        for (LimitSlot slot : rule.limits()) {
            if (slot.limit.kind() == Limit.Kind.TIMES) {
                Cell cell = moment.state().times(slot);
                if (cell.value(calendar, moment.at()) >= slot.limit.value()) {
                    Window window = slot.limit.window();
                    long from = window.kind() == Window.Kind.ROLLING
                            ? cell.frees()
                            : calendar.nextPeriod(window, moment.at());
                    int code = words.number(code(slot.limit));
                    moment.out().declined(new Step.Declined(cause.cause(), cause.role(), rule.name, code, from));
                    return false;
                }
            }
        }
        countTimes(rule.limits(), moment);
        return true;
    }

    private static String code(Limit limit) {
        return "LIMIT_" + limit.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    void countTimes(LimitSlot[] limits, Moment moment) {
        for (LimitSlot slot : limits) {
            if (slot.limit.kind() == Limit.Kind.TIMES) {
                moment.state().times(slot).add(calendar, moment.at(), 1, 0);
            }
        }
    }

    /** Counts points towards the caps of their rule and the floors under their unit. */
    void book(LimitSlot[] limits, int unit, long amount, Moment moment) {
        long moved = amount;
        for (LimitSlot slot : limits) {
            if (slot.limit.kind() == Limit.Kind.CAP && slot.unit == unit) {
                moved = Saturated.sum(moved, cap(slot, amount, moment));
            }
        }
        // A floor sees what the floors before it have lifted.
        for (LimitSlot slot : plan.floors(unit)) {
            moved = Saturated.sum(moved, floor(slot, moved, moment));
        }
    }

    private long cap(LimitSlot slot, long amount, Moment moment) {
        Usage usage = moment.state().usage(slot);
        long period = calendar.period(slot.limit.window(), moment.at());
        if (period != usage.period) {
            usage.period = period;
            usage.sum = 0;
            usage.adjustment = 0;
        }
        usage.sum = Saturated.sum(usage.sum, amount);
        return adjust(usage, slot, Math.min(slot.limit.value(), usage.sum) - usage.sum, moment);
    }

    /**
     * The balance at the end of a day is lifted to the floor. What all days add together is the largest shortfall there
     * has been at the end of any day; a day adds what it raises that by. A floor sees the whole balance, and lifts while
     * a version that declares it is in force.
     */
    private long floor(LimitSlot slot, long amount, Moment moment) {
        Usage usage = moment.state().usage(slot);
        long day = calendar.period(slot.limit.window(), moment.at());
        if (day != usage.period) {
            usage.period = day;
            usage.before = Saturated.sum(usage.before, usage.adjustment);
            usage.adjustment = 0;
        }
        usage.sum = Saturated.sum(usage.sum, amount);
        if (!isInForce(slot, moment.at())) {
            return 0;
        }
        return adjust(usage, slot, Math.max(0, slot.limit.value() - usage.sum - usage.before), moment);
    }

    private boolean isInForce(LimitSlot slot, long at) {
        for (Timeline.Version version : slot.declarers) {
            if (timeline.isInForce(version, at)) {
                return true;
            }
        }
        return false;
    }

    private static long adjust(Usage usage, LimitSlot slot, long adjustment, Moment moment) {
        long delta = adjustment - usage.adjustment;
        if (delta != 0) {
            usage.adjustment = adjustment;
            moment.out().adjusted(grant(slot, usage.period), adjustment, delta, slot.version, moment.at());
        }
        return delta;
    }

    /** {@return what a limit adds in a period, as a grant} */
    static Grant grant(LimitSlot slot, long period) {
        return new Grant(Grant.Kind.LIMIT, 0, -1, slot.name, slot.unit, slot.variant, period);
    }
}
