package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Entry;
import dev.laurel.log.Grant;
import dev.laurel.log.LogReader;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import dev.laurel.reputation.Fold.Moment;
import dev.laurel.reputation.MemberState.Pending;
import dev.laurel.reputation.Plan.Listening;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Folds a member anew: from the nearest snapshot before the first thing that changed, over everything that counts now,
 * in time order. What it comes to, less what has been posted, is what has to be posted.
 */
final class Refold implements Output {
    /** From the beginning. */
    static final long BEGINNING = Long.MIN_VALUE / 4;

    /** A participation, and where the record of the chain stands that tells of it. */
    private record Part(ActivityFact fact, int role, long place) {}

    private record PartKey(long place, int role, int identity) {}

    private record Cause(long place, int role) {}

    private record Target(long amount, int version, long at) {}

    /** What a timer granted whose rule cannot judge it any more. */
    private record Kept(Grant grant, ActivityFact cause) {
        static final Comparator<Kept> BY_TIME = Comparator.comparingLong((Kept kept) -> kept.grant.when())
                .thenComparingInt(kept -> kept.grant.rule())
                .thenComparingLong(kept -> kept.grant.cause())
                .thenComparingInt(kept -> kept.grant.role())
                .thenComparingInt(kept -> kept.grant.ordinal());
    }

    /** What has been posted for a grant, by account. */
    private static final class Posted {
        final Map<Integer, Long> byAccount = new HashMap<>(2);
        int entries;
        int version;
        long at;
        /** What its version had granted when it could judge for the last time. */
        long last;

        long sum() {
            long sum = 0;
            for (long amount : byAccount.values()) {
                sum += amount;
            }
            return sum;
        }
    }

    private final Surroundings around;
    private final LogReader log;
    private final Fold fold;
    private final ObjectCounters objects;
    private final Plan plan;
    private final int member;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Grant, Posted> posted = new LinkedHashMap<>();
    private final Map<Cause, List<Grant>> postedByCause = new HashMap<>();
    private final Map<Grant, Target> targets = new LinkedHashMap<>();
    private final PriorityQueue<Kept> keptTimers = new PriorityQueue<>(Kept.BY_TIME);
    private final Map<Integer, Long> frozenAt = new HashMap<>(4);
    private long frontier = BEGINNING;
    private final Map<Integer, Step.Declined> unanswered = new TreeMap<>();
    private final RefoldDeclines declines;
    private final Map<Cause, Part> asked = new HashMap<>();
    private final Waived waived;
    private long place = Place.NONE;
    private Consumer<Step.Declined> listener = declined -> {};
    private MemberState state;

    Refold(Surroundings around, LogReader log, Fold fold, ObjectCounters objects, Start start) {
        this.around = around;
        this.log = log;
        this.fold = fold;
        this.objects = objects;
        this.plan = start.plan;
        this.member = start.member;
        this.waived = new Waived(start.gaps, start.member);
        this.state = new MemberState(plan);
        this.declines = new RefoldDeclines(around.dictionary());
        gather(start.from);
    }

    /** Whom to fold anew, and from when on. */
    record Start(Plan plan, Gaps gaps, int member, long from) {}

    /** {@return what is to be written of declines with what the fold comes to: when a rule first did not answer, and reasons} */
    List<Step.Declined> declines() {
        List<Step.Declined> all = declines.unrecorded(this::isAsked);
        all.addAll(unanswered.values());
        return all;
    }

    /** {@return whether the rule was asked about this while the member was folded anew} */
    private boolean isAsked(Step.Declined declined) {
        if (asked.isEmpty()) {
            parts.forEach(part -> asked.put(new Cause(part.fact.place, part.role), part));
        }
        Part part = asked.get(new Cause(declined.cause(), declined.role()));
        return part != null
                && fold.isJudged(declined.rule(), part.fact.at)
                && !waived.contains(declined.rule(), part.place, part.fact.at);
    }

    void reporting(Consumer<Step.Declined> listener) {
        this.listener = listener;
    }

    private void gather(long from) {
        ChainWalk walk = new ChainWalk(around.identities(), log, member);
        Set<PartKey> seen = new HashSet<>();
        long earliest = from;
        for (Step step = walk.next(); step != null; step = walk.next()) {
            if (step.snapshot() != null) {
                MemberState base = MemberState.read(step.snapshot(), plan);
                if (base != null && base.foldedTo < earliest) {
                    state = base;
                    carry(base);
                    break;
                }
            }
            earliest = Math.min(earliest, step.at());
            declines.known(step);
            for (Entry entry : step.entries()) {
                post(entry, step.recorded());
            }
            if (step.kind() != Step.Kind.REFOLD && step.kind() != Step.Kind.FIRED && step.cause() != Place.NONE) {
                part(step, seen);
            }
        }
        parts.sort((one, other) -> {
            int byTime = around.order().compare(one.fact, other.fact);
            return byTime != 0 ? byTime : Integer.compare(rank(one), rank(other));
        });
        for (Grant grant : posted.keySet()) {
            if (grant.kind() != Grant.Kind.LIMIT) {
                postedByCause
                        .computeIfAbsent(new Cause(grant.cause(), grant.role()), key -> new ArrayList<>(2))
                        .add(grant);
            }
        }
    }

    /** {@return the place of a role among those of one activity: named ones first, as they are when things come in order} */
    private int rank(Part part) {
        for (int i = 0; i < part.fact.roles.length; i++) {
            if (part.fact.roles[i] == part.role) {
                return i;
            }
        }
        return part.fact.roles.length + (part.role == around.participants().asker() ? 1 : 0);
    }

    private void part(Step step, Set<PartKey> seen) {
        if (!seen.add(new PartKey(step.cause(), step.role(), step.identity()))) {
            return;
        }
        ActivityFact fact = around.facts().activity(step.cause());
        frontier = Math.max(frontier, fact.at);
        if (around.participants().counts(fact) && around.participants().holder(fact, step.role()) == step.identity()) {
            parts.add(new Part(fact, step.role(), step.place()));
        }
    }

    private void post(Entry entry, long recorded) {
        Posted sums = posted.computeIfAbsent(entry.grant(), key -> new Posted());
        sums.byAccount.merge(entry.account(), entry.delta(), Math::addExact);
        sums.entries++;
        sums.version = entry.version();
        sums.at = entry.at();
        // What it posted in the very moment in which it went counts: a clock may stand still meanwhile.
        if (recorded <= frozenAt.computeIfAbsent(entry.version(), fold::frozenAt)) {
            sums.last += entry.delta();
        }
    }

    /** What limits had added before the snapshot, in the period that was current then, is posted and stays a target. */
    private void carry(MemberState base) {
        base.usages().forEach((slot, usage) -> {
            if (usage.adjustment != 0) {
                Grant grant = Limits.grant(slot, usage.period);
                Posted sums = posted.computeIfAbsent(grant, key -> new Posted());
                sums.byAccount.merge(member, usage.adjustment, Math::addExact);
                sums.version = slot.version;
                sums.at = base.foldedTo;
                targets.put(grant, new Target(usage.adjustment, slot.version, base.foldedTo));
            }
        });
    }

    /**
     * Folds.
     *
     * @param horizon timers due by then fire
     * @return the state after everything that counts. It stands for all records of the chain so far, those of what does
     *     not count now included: should that count again, the fold begins before it
     */
    MemberState run(long horizon) {
        for (Part part : parts) {
            fire(part.fact.at);
            place = part.place;
            Listening listening = fold.enter(state, part.fact, part.role, member);
            if (listening.readsObject()) {
                objects.asOf(part.fact, fold.frame);
            }
            keep(part);
            fold.judge(state, part.fact, part.role, listening, this);
        }
        fire(horizon);
        state.foldedTo = Math.max(state.foldedTo, frontier);
        return state;
    }

    private void fire(long by) {
        while (true) {
            Pending due = state.firstDue(by);
            Kept kept = keptTimers.peek();
            if (kept != null && kept.grant.when() <= (due == null ? by : due.at())) {
                keep(List.of(keptTimers.remove().grant), kept.cause);
            } else if (due != null) {
                state.remove(due);
                fire(due);
            } else {
                return;
            }
        }
    }

    private void fire(Pending due) {
        ActivityFact cause = around.facts().activity(due.cause());
        if (around.participants().counts(cause) && around.participants().member(cause, due.role()) == member) {
            fold.frame.set(cause, state, due.role(), member);
            objects.at(cause, due, fold.frame);
            fold.fire(state, due, cause, this);
        }
    }

    /** Keeps what was granted by rules that cannot judge this any more; what their timers granted, when it is its time. */
    private void keep(Part part) {
        List<Grant> now = new ArrayList<>(0);
        for (Grant grant : postedByCause.getOrDefault(new Cause(part.fact.place, part.role), List.of())) {
            if (!fold.isJudged(grant.rule(), part.fact.at)) {
                if (grant.kind() == Grant.Kind.TIMER) {
                    keptTimers.add(new Kept(grant, part.fact));
                } else {
                    now.add(grant);
                }
            }
        }
        keep(now, part.fact);
    }

    private void keep(List<Grant> grants, ActivityFact cause) {
        int lastRule = -1;
        for (Grant grant : grants) {
            Posted sums = posted.get(grant);
            if (sums != null && sums.last != 0) {
                Moment moment = new Moment(state, cause, sums.at, this);
                granted(grant, sums.last, sums.version, sums.at);
                if (grant.rule() != lastRule) {
                    fold.count(sums.version, moment);
                }
                fold.keep(grant, sums.version, sums.last, moment);
                lastRule = grant.rule();
            }
        }
    }

    /** A rule that does not answer takes nothing away: what it granted to this before stays. */
    @Override
    public void failed(Grant cause, Moment moment) {
        unanswered.merge(
                cause.rule(),
                fold.unanswered(cause.rule(), moment.at()),
                (one, other) -> one.from() <= other.from() ? one : other);
        kept(cause, moment);
    }

    @Override
    public boolean isWaived(Grant cause, Moment moment) {
        return waived.contains(cause, place, moment.at());
    }

    @Override
    public void kept(Grant cause, Moment moment) {
        List<Grant> before = new ArrayList<>();
        for (Grant grant : postedByCause.getOrDefault(new Cause(cause.cause(), cause.role()), List.of())) {
            if (grant.rule() == cause.rule() && grant.kind() == cause.kind() && grant.when() == cause.when()) {
                before.add(grant);
            } else if (grant.rule() == cause.rule() && isMissed(grant, moment)) {
                keptTimers.add(new Kept(grant, moment.fact()));
            }
        }
        keep(before, moment.fact());
    }

    /** {@return whether a timer granted this that is not set now, because the rule did not get to say so} */
    private boolean isMissed(Grant grant, Moment moment) {
        return grant.kind() == Grant.Kind.TIMER
                && grant.when() > moment.at()
                && moment.state().timers().stream()
                        .noneMatch(pending -> pending.rule() == grant.rule()
                                && pending.at() == grant.when()
                                && pending.cause() == grant.cause()
                                && pending.role() == grant.role());
    }

    @Override
    public void granted(Grant grant, long amount, int version, long at) {
        declines.given(grant);
        targets.put(grant, new Target(amount, version, at));
    }

    @Override
    public void adjusted(Grant limit, long amount, long delta, int version, long at) {
        targets.put(limit, new Target(amount, version, at));
    }

    @Override
    public void declined(Step.Declined declined) {
        declines.found(declined);
        listener.accept(declined);
    }

    @Override
    public void timer(int rule, int key, long at) {}

    /** {@return what has to be posted, by account: target less posted} */
    Map<Integer, List<Entry>> corrections() {
        Map<Integer, List<Entry>> corrections = new HashMap<>();
        Set<Grant> grants = new LinkedHashSet<>(posted.keySet());
        grants.addAll(targets.keySet());
        for (Grant grant : grants) {
            Target target = targets.get(grant);
            Posted sums = posted.get(grant);
            long wanted = target == null ? 0 : target.amount;
            if (grant.kind() == Grant.Kind.LIMIT) {
                correct(corrections, grant, member, wanted - (sums == null ? 0 : sums.sum()));
                continue;
            }
            int holder = target == null ? -1 : holder(grant);
            boolean settled = target == null;
            for (var account : sums == null ? Map.<Integer, Long>of().entrySet() : sums.byAccount.entrySet()) {
                boolean own = account.getKey() == holder;
                settled |= own;
                correct(corrections, grant, account.getKey(), (own ? wanted : 0) - account.getValue());
            }
            if (!settled) {
                correct(corrections, grant, holder, wanted);
            }
        }
        return corrections;
    }

    private int holder(Grant grant) {
        return around.participants().holder(around.facts().activity(grant.cause()), grant.role());
    }

    private void correct(Map<Integer, List<Entry>> corrections, Grant grant, int account, long delta) {
        if (delta == 0) {
            return;
        }
        Target target = targets.get(grant);
        Posted sums = posted.get(grant);
        int version = target != null ? target.version : sums == null ? -1 : sums.version;
        long at = target != null ? target.at : sums == null ? 0 : sums.at;
        corrections
                .computeIfAbsent(account, key -> new ArrayList<>())
                .add(new Entry(grant, sums == null ? 0 : sums.entries, account, delta, version, at));
    }
}
