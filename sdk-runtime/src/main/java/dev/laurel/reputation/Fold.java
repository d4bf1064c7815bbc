package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Step;
import dev.laurel.reputation.MemberState.Pending;
import dev.laurel.reputation.MemberState.Usage;
import dev.laurel.reputation.Plan.LimitSlot;
import dev.laurel.reputation.Plan.Listening;
import dev.laurel.reputation.Plan.Rule;
import dev.laurel.reputation.Plan.Touch;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Limit;
import dev.laurel.spi.reward.Reward;
import dev.laurel.spi.reward.Window;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One step of a member's fold: the state before and a participation give the state after and what is granted. The same
 * code runs for what comes in order, for what is judged anew, and for states that are rebuilt from what was decided.
 */
final class Fold {
    private static final long ALL_OBJECTS = 0xFFFFFFFFL;
    private static final LimitSlot[] NO_LIMITS = new LimitSlot[0];

    /** Whose state moves, by what, when, and who takes what comes of it. */
    record Moment(MemberState state, ActivityFact fact, long at, Output out) {}

    private final Surroundings around;
    private final Plan plan;
    private final Judge judge;
    private final Timeline timeline;
    private final Calendar calendar;
    private final Dictionary words;
    final Frame frame;
    private long failures;

    Fold(Surroundings around, Plan plan, Judge judge, Timeline timeline, Calendar calendar) {
        this.around = around;
        this.plan = plan;
        this.judge = judge;
        this.timeline = timeline;
        this.calendar = calendar;
        this.words = around.dictionary();
        this.frame = new Frame(around, plan, calendar);
    }

    /** {@return how often rules failed to answer} */
    long failures() {
        return failures;
    }

    /** Prepares the frame: what the participation touches is counted, what was before is noted. */
    Listening enter(MemberState state, ActivityFact fact, int role, int member) {
        frame.set(fact, state, role, member);
        Listening listening = plan.on(fact.type, role);
        for (Touch touch : listening.touches()) {
            Counter counter = touch.slot().counter();
            long key = Keys.key(counter, fact, around);
            long other = counter.kind() == Counter.Kind.DISTINCT ? Keys.counterpart(counter, fact, around) : 0;
            if (key == Keys.NONE || other == Keys.NONE) {
                continue;
            }
            Cell cell = state.cell(touch.slot(), key);
            frame.touched(touch.slot(), cell.value(calendar, fact.at));
            boolean byAmount = counter.kind() == Counter.Kind.AMOUNT || counter.kind() == Counter.Kind.MAX;
            long amount = byAmount ? Math.multiplyExact(touch.weight(), fact.amount) : touch.weight();
            cell.add(calendar, fact.at, amount, other);
        }
        state.last = fact;
        state.foldedTo = Math.max(state.foldedTo, fact.at);
        return listening;
    }

    /** Asks the rules that listen and whose version is in force, and applies what they say. */
    void judge(MemberState state, ActivityFact fact, int role, Listening listening, Output out) {
        if (listening.rules().isEmpty()) {
            return;
        }
        int objectType = fact.object < 0 ? -1 : around.objects().type(fact.object);
        for (Rule rule : listening.rules()) {
            if (rule.isAbout(objectType) && timeline.isInForce(rule, fact.at)) {
                Grant cause = new Grant(Grant.Kind.ACTIVITY, fact.place, role, rule.name, -1, 0, 0);
                ask(rule, cause, new Moment(state, fact, fact.at, out));
            }
        }
    }

    /** Lets a timer fire: its rule is asked again about the participation that set it. */
    void fire(MemberState state, Pending pending, ActivityFact cause, Output out) {
        state.foldedTo = Math.max(state.foldedTo, pending.at());
        Rule rule = plan.rule(pending.rule());
        if (rule == null || !timeline.isInForce(rule, cause.at)) {
            return;
        }
        frame.dueAt(pending.at(), words.word(pending.key()));
        Grant grant =
                new Grant(Grant.Kind.TIMER, pending.cause(), pending.role(), rule.name, -1, 0, pending.at());
        ask(rule, grant, new Moment(state, cause, pending.at(), out));
    }

    private void ask(Rule rule, Grant cause, Moment moment) {
        frame.asking(rule);
        Decision decision;
        try {
            decision = judge.judge(rule.index, frame);
        } catch (RuleFailedException e) {
            failures++;
            moment.out.declined(rule.name, words.number("RULE_FAILED"), Long.MAX_VALUE);
            return;
        }
        for (Decision.Decline decline : decision.declines()) {
            int code = words.number(decline.code());
            moment.out.declined(rule.name, code, decline.from().map(Fold::micros).orElse(Long.MAX_VALUE));
        }
        List<Reward> rewards = decision.rewards();
        if (!rewards.isEmpty() && isWithinTimes(rule, moment)) {
            for (int i = 0; i < rewards.size(); i++) {
                reward(rule, cause, rewards, i, moment);
            }
        }
        for (Decision.Wake wake : decision.wakes()) {
            long due = Math.max(micros(wake.at()), moment.at + 1);
            int key = words.number(wake.key());
            moment.state.timers.add(new Pending(due, rule.name, key, cause.cause(), cause.role()));
            moment.out.timer(rule.name, key, due);
        }
    }

    private boolean isWithinTimes(Rule rule, Moment moment) {
        for (LimitSlot slot : rule.limits) {
            if (slot.limit.kind() == Limit.Kind.TIMES) {
                Cell cell = moment.state.times(slot);
                if (cell.value(calendar, moment.at) >= slot.limit.value()) {
                    Window window = slot.limit.window();
                    long from = window.kind() == Window.Kind.ROLLING
                            ? cell.frees()
                            : calendar.nextPeriod(window, moment.at);
                    moment.out.declined(rule.name, words.number(code(slot.limit)), from);
                    return false;
                }
            }
        }
        countTimes(moment.state, rule, moment.at);
        return true;
    }

    private static String code(Limit limit) {
        return "LIMIT_" + limit.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private void countTimes(MemberState state, Rule rule, long at) {
        for (LimitSlot slot : rule.limits) {
            if (slot.limit.kind() == Limit.Kind.TIMES) {
                state.times(slot).add(calendar, at, 1, 0);
            }
        }
    }

    private void reward(Rule rule, Grant cause, List<Reward> rewards, int index, Moment moment) {
        Reward reward = rewards.get(index);
        int unit = words.number(reward.unit());
        if (reward instanceof Badge badge) {
            int object = moment.fact.object;
            long key = (long) unit << 32 | (badge.isPerObject() && object >= 0 ? object : ALL_OBJECTS);
            if (moment.state.badges.contains(key)) {
                return;
            }
        }
        int ordinal = 0;
        for (int i = 0; i < index; i++) {
            ordinal += rewards.get(i).unit().equals(reward.unit()) ? 1 : 0;
        }
        Grant grant = new Grant(cause.kind(), cause.cause(), cause.role(), rule.name, unit, ordinal, cause.when());
        moment.out.granted(grant, reward.amount(), rule.version, moment.at);
        book(rule.limits, unit, reward.amount(), moment);
    }

    /** Counts a grant towards badges held, caps and floors. */
    private void book(LimitSlot[] limits, int unit, long amount, Moment moment) {
        MemberState state = moment.state;
        if (plan.isBadge(unit)) {
            state.badges.add((long) unit << 32 | ALL_OBJECTS);
            if (moment.fact.object >= 0) {
                state.badges.add((long) unit << 32 | moment.fact.object);
            }
            return;
        }
        long moved = amount;
        for (LimitSlot slot : limits) {
            if (slot.limit.kind() == Limit.Kind.CAP && slot.unit == unit) {
                moved = Math.addExact(moved, cap(state.usage(slot), slot, amount, moment));
            }
        }
        for (LimitSlot slot : plan.floors(unit)) {
            floor(state.usage(slot), slot, moved, moment);
        }
    }

    private long cap(Usage usage, LimitSlot slot, long amount, Moment moment) {
        long period = calendar.period(slot.limit.window(), moment.at);
        if (period != usage.period) {
            usage.period = period;
            usage.sum = 0;
            usage.adjustment = 0;
        }
        usage.sum = Math.addExact(usage.sum, amount);
        return adjust(usage, slot, Math.min(slot.limit.value(), usage.sum) - usage.sum, moment);
    }

    /**
     * The balance at the end of a day is lifted to the floor. What all days add together is the largest shortfall there
     * has been at the end of any day; a day adds what it raises that by.
     */
    private void floor(Usage usage, LimitSlot slot, long amount, Moment moment) {
        long day = calendar.period(slot.limit.window(), moment.at);
        if (day != usage.period) {
            usage.period = day;
            usage.before = Math.addExact(usage.before, usage.adjustment);
            usage.adjustment = 0;
        }
        usage.sum = Math.addExact(usage.sum, amount);
        adjust(usage, slot, Math.max(0, slot.limit.value() - usage.sum - usage.before), moment);
    }

    private static long adjust(Usage usage, LimitSlot slot, long adjustment, Moment moment) {
        long delta = adjustment - usage.adjustment;
        if (delta != 0) {
            usage.adjustment = adjustment;
            moment.out.adjusted(limitGrant(slot, usage.period), adjustment, delta, slot.version, moment.at);
        }
        return delta;
    }

    static Grant limitGrant(LimitSlot slot, long period) {
        return new Grant(Grant.Kind.LIMIT, 0, -1, slot.name, slot.unit, 0, period);
    }

    /** Applies a grant that was decided before, perhaps by a version that is no longer there. */
    void keep(Grant grant, long amount, boolean firstOfRule, Moment moment) {
        Rule rule = plan.rule(grant.rule());
        book(rule == null ? NO_LIMITS : rule.limits, grant.unit(), amount, moment);
        if (rule != null && firstOfRule) {
            countTimes(moment.state, rule, moment.at);
        }
    }

    /** {@return whether the rule of a grant can judge what happened at a time} */
    boolean isJudged(Grant grant, long at) {
        Rule rule = plan.rule(grant.rule());
        return rule != null && timeline.isInForce(rule, at);
    }

    /** Brings a state forward over a record of the chain, without asking anybody. */
    void replay(MemberState state, Step step, ActivityFact cause, int member) {
        if (step.kind() == Step.Kind.FIRED) {
            state.foldedTo = Math.max(state.foldedTo, step.at());
            state.timers.removeIf(pending -> pending.at() == step.at()
                    && pending.key() == step.reason()
                    && pending.cause() == step.cause()
                    && pending.role() == step.role());
        } else {
            enter(state, cause, step.role(), member);
        }
        Moment moment = new Moment(state, cause, step.at(), Output.NOWHERE);
        int lastRule = -1;
        for (Entry entry : step.entries()) {
            Grant grant = entry.grant();
            if (grant.kind() != Grant.Kind.LIMIT) {
                keep(grant, entry.delta(), grant.rule() != lastRule, moment);
                lastRule = grant.rule();
            }
        }
        for (Step.Timer timer : step.timers()) {
            state.timers.add(new Pending(timer.at(), timer.rule(), timer.key(), step.cause(), step.role()));
        }
        state.sinceSnapshot++;
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
