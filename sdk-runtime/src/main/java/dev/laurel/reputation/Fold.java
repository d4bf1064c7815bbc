package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Calendar;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.reputation.MemberState.Pending;
import dev.laurel.reputation.Plan.LimitSlot;
import dev.laurel.reputation.Plan.Listening;
import dev.laurel.reputation.Plan.Rule;
import dev.laurel.reputation.Plan.Touch;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Reward;
import java.time.Instant;
import java.util.List;

/**
 * One step of a member's fold: the state before and a participation give the state after and what is granted. The same
 * code runs for what comes in order, for what is judged anew, and for states that are rebuilt from what was decided.
 */
final class Fold {
    /** The word for the decline that says that a rule did not answer. */
    static final String RULE_FAILED = "RULE_FAILED";

    private static final long ALL_OBJECTS = 0xFFFFFFFFL;

    /** Whose state moves, by what, when, and who takes what comes of it. */
    record Moment(MemberState state, ActivityFact fact, long at, Output out) {}

    private final Surroundings around;
    private final Plan plan;
    private final Judge judge;
    private final Timeline timeline;
    private final Calendar calendar;
    private final Limits bounds;
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
        this.bounds = new Limits(plan, timeline, calendar, words);
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
            boolean distinct = counter.kind() == Counter.Kind.DISTINCT;
            long other = distinct ? Keys.counterpart(counter, fact, around) : 0;
            if (key == Keys.NONE || other == Keys.NONE || (distinct && other == member)) {
                continue;
            }
            Cell cell = state.cell(touch.slot(), key);
            frame.touched(touch.slot(), cell.value(calendar, fact.at));
            boolean byAmount = counter.kind() == Counter.Kind.AMOUNT || counter.kind() == Counter.Kind.MAX;
            long amount = byAmount ? Saturated.product(touch.weight(), fact.amount) : touch.weight();
            cell.add(calendar, fact.at, amount, other);
        }
        state.passed(fact);
        return listening;
    }

    /** Asks the rules that listen and whose version is in force, and applies what they say. */
    void judge(MemberState state, ActivityFact fact, int role, Listening listening, Output out) {
        if (listening.rules().length == 0) {
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
        Grant grant = new Grant(Grant.Kind.TIMER, pending.cause(), pending.role(), rule.name, -1, 0, pending.at());
        ask(rule, grant, new Moment(state, cause, pending.at(), out));
    }

    private void ask(Rule rule, Grant cause, Moment moment) {
        if (moment.out.isWaived(cause, moment)) {
            moment.out.kept(cause, moment);
            return;
        }
        frame.asking(rule);
        Decision decision;
        try {
            decision = judge.judge(rule.index, frame);
        } catch (RuleFailedException e) {
            failures++;
            moment.out.declined(declined(cause, RULE_FAILED, Long.MAX_VALUE));
            moment.out.failed(cause, moment);
            return;
        }
        for (Decision.Decline decline : decision.declines()) {
            long from = decline.from().map(Fold::micros).orElse(Long.MAX_VALUE);
            moment.out.declined(declined(cause, decline.code(), from));
        }
        List<Reward> rewards = decision.rewards();
        if (isAnyNew(rewards, moment) && bounds.isWithinTimes(rule, cause, moment)) {
            for (int i = 0; i < rewards.size(); i++) {
                reward(rule, cause, rewards, i, moment);
            }
        }
        for (Decision.Wake wake : decision.wakes()) {
            long due = Math.max(micros(wake.at()), moment.at + 1);
            int key = words.number(wake.key());
            Pending timer = moment.state.wake(new Pending(due, rule.name, key, cause.cause(), cause.role()));
            if (timer != null) {
                moment.out.timer(rule.name, key, timer.at());
            }
        }
    }

    private Step.Declined declined(Grant cause, String code, long from) {
        return new Step.Declined(cause.cause(), cause.role(), cause.rule(), words.number(code), from);
    }

    private boolean isAnyNew(List<Reward> rewards, Moment moment) {
        for (int i = 0; i < rewards.size(); i++) {
            if (isNew(rewards.get(i), moment)) {
                return true;
            }
        }
        return false;
    }

    private void reward(Rule rule, Grant cause, List<Reward> rewards, int index, Moment moment) {
        Reward reward = rewards.get(index);
        if (!isNew(reward, moment)) {
            return;
        }
        int unit = words.number(reward.unit());
        int ordinal = 0;
        for (int i = 0; i < index; i++) {
            ordinal += rewards.get(i).unit().equals(reward.unit()) ? 1 : 0;
        }
        Grant grant = new Grant(cause.kind(), cause.cause(), cause.role(), rule.name, unit, ordinal, cause.when());
        moment.out.granted(grant, reward.amount(), rule.version, moment.at);
        book(rule.limits(), unit, reward.amount(), moment);
    }

    /** {@return whether a reward changes anything: points that are not zero, a badge that is not held} */
    private boolean isNew(Reward reward, Moment moment) {
        if (reward instanceof Badge badge) {
            int object = moment.fact.object;
            long key = (long) words.number(reward.unit()) << 32
                    | (badge.isPerObject() && object >= 0 ? object : ALL_OBJECTS);
            return !moment.state.holds(key);
        }
        return reward.amount() != 0;
    }

    /** Counts a grant towards badges held, caps and floors. */
    private void book(LimitSlot[] limits, int unit, long amount, Moment moment) {
        MemberState state = moment.state;
        if (plan.isBadge(unit)) {
            state.hold((long) unit << 32 | ALL_OBJECTS);
            if (moment.fact.object >= 0) {
                state.hold((long) unit << 32 | moment.fact.object);
            }
            return;
        }
        bounds.book(limits, unit, amount, moment);
    }

    /** Applies a grant that a version decided before, perhaps one that is no longer there. */
    void keep(Grant grant, int version, long amount, Moment moment) {
        book(plan.limitsOf(version), grant.unit(), amount, moment);
    }

    /** Counts that a version granted something, once for all it granted at a time. */
    void count(int version, Moment moment) {
        bounds.countTimes(plan.limitsOf(version), moment);
    }

    /** {@return when the version of a word judged for the last time; the far future if it still can} */
    long frozenAt(int version) {
        return timeline.frozenAt(Timeline.Version.of(words.word(version)));
    }

    /** {@return that a rule did not answer at a time, as it is written when somebody is folded anew} */
    Step.Declined unanswered(int rule, long at) {
        return new Step.Declined(Place.NONE, -1, rule, words.number(RULE_FAILED), at);
    }

    /** {@return whether the rule of a word can judge what happened at a time} */
    boolean isJudged(int rule, long at) {
        Rule judging = plan.rule(rule);
        return judging != null && timeline.isInForce(judging, at);
    }

    /** Brings a state forward over a record of the chain, without asking anybody. */
    void replay(MemberState state, Step step, ActivityFact cause, int member) {
        if (step.kind() == Step.Kind.FIRED) {
            state.foldedTo = Math.max(state.foldedTo, step.at());
            List.copyOf(state.timers()).stream()
                    .filter(pending -> pending.at() == step.at()
                            && pending.key() == step.reason()
                            && pending.cause() == step.cause()
                            && pending.role() == step.role())
                    .forEach(state::remove);
        } else {
            enter(state, cause, step.role(), member);
        }
        Moment moment = new Moment(state, cause, step.at(), Output.NOWHERE);
        int lastRule = -1;
        for (Entry entry : step.entries()) {
            Grant grant = entry.grant();
            if (grant.kind() != Grant.Kind.LIMIT) {
                if (grant.rule() != lastRule) {
                    count(entry.version(), moment);
                }
                keep(grant, entry.version(), entry.delta(), moment);
                lastRule = grant.rule();
            }
        }
        for (Step.Timer timer : step.timers()) {
            state.add(new Pending(timer.at(), timer.rule(), timer.key(), step.cause(), step.role()));
        }
        state.sinceSnapshot++;
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
