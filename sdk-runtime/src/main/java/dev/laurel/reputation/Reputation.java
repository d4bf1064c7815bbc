package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Entry;
import dev.laurel.log.LogReader;
import dev.laurel.log.Place;
import dev.laurel.log.SegmentWriter;
import dev.laurel.log.Step;
import dev.laurel.reputation.MemberState.Pending;
import dev.laurel.reputation.Plan.Listening;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The fold of a whole community. What comes in time order takes one step; who is concerned by something late, taken
 * back or attributed anew is marked, and {@link #settle} folds each of them anew once. Used by the partition's thread
 * only, between the start of a segment and its sealing.
 */
public final class Reputation {
    /** When a segment is longer than this, who is still to be folded anew waits for the next one. */
    private static final int MOST_BYTES = 24 << 20;

    /**
     * How a reputation is set up.
     *
     * @param zone the community's time zone, for days and months
     * @param cachedMembers how many members' states to keep in memory
     */
    public record Setup(ZoneId zone, int cachedMembers) {}

    private record Due(long at, int member) {}

    private record Dirty(long from, int reason) {}

    private final Surroundings around;
    private final LogReader log;
    private final SegmentWriter writer;
    private final Plan plan;
    private final Fold fold;
    private final Timeline timeline;
    private final ObjectCounters objects;
    private final Postings postings;
    private final States states;
    private final StepWriter steps;
    private final Map<Integer, Dirty> dirty = new LinkedHashMap<>();
    private final Map<Integer, Dirty> deferred = new LinkedHashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
    private final int late;
    private final int rules;
    private boolean replaying;
    private long refolded;

    /**
     * A fold.
     *
     * @param around what it has to know of the community
     * @param log reads the log
     * @param writer where steps are written
     * @param judge asks the rules
     * @param postings gets what the fold comes to
     * @param setup how it is set up
     */
    public Reputation(
            Surroundings around, LogReader log, SegmentWriter writer, Judge judge, Postings postings, Setup setup) {
        this.around = around;
        this.log = log;
        this.writer = writer;
        this.plan = new Plan(judge.rules(), around.dictionary());
        this.timeline = new Timeline();
        this.objects = new ObjectCounters(around, plan);
        this.fold = new Fold(around, plan, judge, timeline, new Calendar(setup.zone()));
        this.postings = postings;
        this.states = new States(around, log, plan, fold, setup.cachedMembers());
        this.steps = new StepWriter(around.identities(), writer);
        this.late = around.dictionary().number("LATE");
        this.rules = around.dictionary().number("RULES_CHANGED");
    }

    /** {@return which version of each rule is in force from when} */
    public Timeline timeline() {
        return timeline;
    }

    /** {@return how many members have been folded anew} */
    public long refolded() {
        return refolded;
    }

    /** {@return how often rules failed to answer} */
    public long failures() {
        return fold.failures();
    }

    /**
     * Takes in an activity that counts: moves the counters of its object, and makes a step for everybody who takes part.
     *
     * @param fact the activity, already written, and what it says of its object already taken in
     * @param history whether it belongs to history that is still coming in, to be judged when it is complete
     */
    public void activity(ActivityFact fact, boolean history) {
        boolean counts = around.participants().counts(fact);
        boolean inOrder = true;
        if (counts && objects.isMovedBy(fact)) {
            inOrder = objects.isInOrder(fact);
            objects.count(fact, 1);
            if (!inOrder) {
                laterReaders(fact);
            }
        }
        if (replaying) {
            return;
        }
        boolean readable = inOrder && (fact.object < 0 || objects.isEmpty() || objects.isInOrder(fact));
        around.participants().visit(fact, (role, identity) -> {
            if (history) {
                wait(fact, role, identity);
            } else {
                part(fact, role, identity, counts && readable);
            }
        });
    }

    /** Who read the counters of an object after a late activity has to be judged anew. */
    private void laterReaders(ActivityFact fact) {
        if (replaying) {
            return;
        }
        long place = around.objects().head(fact.object);
        while (place != Place.NONE) {
            ActivityFact other = log.activity(place);
            if (other.place != fact.place && around.order().compare(other, fact) > 0) {
                around.participants().visit(other, (role, identity) -> {
                    if (plan.on(other.type, role).readsObject()) {
                        dirty(around.identities().member(identity), other.at, late);
                    }
                });
            }
            place = other.previousOfObject;
        }
    }

    private void wait(ActivityFact fact, int role, int identity) {
        int member = around.identities().member(identity);
        steps.unjudged(Step.Kind.DEFERRED, fact, role, identity);
        deferred.merge(member, new Dirty(fact.at, late), Reputation::earlier);
        states.drop(member);
    }

    private void part(ActivityFact fact, int role, int identity, boolean inOrder) {
        int member = around.identities().member(identity);
        if (!inOrder || dirty.containsKey(member) || deferred.containsKey(member)) {
            join(fact, role, identity, late);
            return;
        }
        MemberState state = states.get(member);
        if (state == null) {
            join(fact, role, identity, rules);
            dirtyFromBeginning(member, rules);
            return;
        }
        boolean after = fact.at >= state.foldedTo
                && (state.last == null || around.order().compare(state.last, fact) <= 0);
        if (!after) {
            join(fact, role, identity, late);
            return;
        }
        fire(state, member, fact.at);
        Listening listening = fold.enter(state, fact, role, member);
        objects.running(fact, fold.frame);
        Collected collected = new Collected(identity);
        fold.judge(state, fact, role, listening, collected);
        steps.judged(fact, role, identity, collected, state);
        report(collected, fact.place, member);
    }

    private void report(Collected collected, long cause, int member) {
        collected.timers().forEach(timer -> due.add(new Due(timer.at(), member)));
        collected.entries().forEach(postings::posted);
        for (Step.Declined declined : collected.declines()) {
            postings.declined(cause, member, declined.rule(), declined.code(), declined.from());
        }
    }

    private void fire(MemberState state, int member, long by) {
        for (Pending pending = state.takeDue(by); pending != null; pending = state.takeDue(by)) {
            ActivityFact cause = log.activity(pending.cause());
            int identity = around.participants().holder(cause, pending.role());
            boolean concerned = identity >= 0 && around.identities().member(identity) == member;
            if (!concerned || !around.participants().counts(cause)) {
                continue;
            }
            fold.frame.set(cause, state, pending.role(), member);
            objects.at(cause, pending.at(), fold.frame);
            Collected collected = new Collected(identity);
            fold.fire(state, pending, cause, collected);
            steps.fired(pending, identity, collected, state);
            report(collected, cause.place, member);
        }
    }

    /**
     * Lets timers fire that are due.
     *
     * @param now the time of the batch, in microseconds since 1970
     * @param mostBytes stops when the segment is longer than this
     * @return whether some are still due
     */
    public boolean fireDue(long now, int mostBytes) {
        objects.forgetHistories();
        for (Due next = due.peek(); next != null && next.at() <= now; next = due.peek()) {
            if (writer.length() > mostBytes) {
                return true;
            }
            due.remove();
            int member = around.identities().member(next.member());
            if (dirty.containsKey(member) || deferred.containsKey(member)) {
                continue;
            }
            MemberState state = states.get(member);
            if (state == null) {
                dirtyFromBeginning(member, rules);
            } else {
                fire(state, member, now);
            }
        }
        return false;
    }

    /** {@return when the next timer is due, in microseconds since 1970; the far future if there is none} */
    public long nextDue() {
        Due next = due.peek();
        return next == null ? Long.MAX_VALUE : next.at();
    }

    /**
     * Adds somebody to an activity who takes part in it as is known now, and was not known to before.
     *
     * @param fact the activity
     * @param role the word for the role
     * @param identity who
     * @param reason the word for the reason, shown with corrections
     */
    public void join(ActivityFact fact, int role, int identity, int reason) {
        if (!replaying) {
            steps.unjudged(Step.Kind.LATE, fact, role, identity);
            dirty(around.identities().member(identity), fact.at, reason);
        }
    }

    /**
     * An activity counts now and did not before, or the other way round.
     *
     * @param fact the activity
     * @param counts whether it counts now
     * @param reason the word for the reason
     */
    public void turned(ActivityFact fact, boolean counts, int reason) {
        if (objects.isMovedBy(fact)) {
            objects.count(fact, counts ? 1 : -1);
            laterReaders(fact);
        }
        touched(fact, reason);
    }

    /**
     * Somebody who took part in an activity does not any more.
     *
     * @param identity who
     * @param fact the activity
     * @param reason the word for the reason
     */
    public void left(int identity, ActivityFact fact, int reason) {
        dirty(around.identities().member(identity), fact.at, reason);
    }

    /**
     * Everybody who takes part in an activity has to be judged anew from it on.
     *
     * @param fact the activity
     * @param reason the word for the reason
     */
    public void touched(ActivityFact fact, int reason) {
        around.participants()
                .visit(fact, (role, identity) -> dirty(around.identities().member(identity), fact.at, reason));
    }

    /**
     * A member has to be judged anew.
     *
     * @param member the identity that names the member
     * @param from from when on, in microseconds since 1970
     * @param reason the word for the reason
     */
    public void dirty(int member, long from, int reason) {
        if (replaying) {
            return;
        }
        dirty.merge(member, new Dirty(from, reason), Reputation::earlier);
    }

    /**
     * A member has to be judged anew from the beginning.
     *
     * @param member the identity that names the member
     * @param reason the word for the reason
     */
    public void dirtyFromBeginning(int member, int reason) {
        states.drop(member);
        dirty(member, Refold.BEGINNING, reason);
    }

    /**
     * Two members have become one: what waits for the one waits for the other now.
     *
     * @param from the member that went into the other
     * @param into the identity that names the member now
     */
    public void merged(int from, int into) {
        states.drop(from);
        states.drop(into);
        Dirty waiting = deferred.remove(from);
        if (waiting != null) {
            deferred.merge(into, waiting, Reputation::earlier);
        }
    }

    private static Dirty earlier(Dirty one, Dirty other) {
        return other.from() < one.from() ? other : one;
    }

    /**
     * Folds everybody anew who is marked. Members whose history is still coming in wait for it.
     *
     * @param now the time of the batch, in microseconds since 1970: timers due by then fire
     */
    public void settle(long now) {
        if (dirty.isEmpty()) {
            return;
        }
        objects.forgetHistories();
        Map<Integer, Dirty> marked = new LinkedHashMap<>(dirty);
        dirty.clear();
        marked.forEach((member, mark) -> {
            int named = around.identities().member(member);
            if (deferred.containsKey(named)) {
                deferred.merge(named, mark, Reputation::earlier);
            } else if (writer.length() > MOST_BYTES) {
                steps.owed(named, mark.from());
                deferred.put(named, mark);
                states.drop(named);
            } else {
                refold(named, mark, now);
            }
        });
    }

    /** {@return how many members wait for their history to be complete} */
    public int deferred() {
        return deferred.size();
    }

    /**
     * Whether a member waits for history to be complete.
     *
     * @param member the identity that names the member
     * @return whether what is shown of the member is not final
     */
    public boolean isDeferred(int member) {
        return deferred.containsKey(member);
    }

    /**
     * Folds members anew whose history was coming in.
     *
     * @param most how many at the most
     * @param mostBytes stops when the segment is longer than this
     * @param now the time of the batch
     * @return how many still wait
     */
    public int settleDeferred(int most, int mostBytes, long now) {
        objects.forgetHistories();
        int count = 0;
        while (!deferred.isEmpty() && count++ < most && writer.length() < mostBytes) {
            int member = deferred.keySet().iterator().next();
            settleOne(member, now);
        }
        return deferred.size();
    }

    /**
     * Folds one member anew whose history was coming in.
     *
     * @param member the identity that names the member
     * @param now the time of the batch
     */
    public void settleOne(int member, long now) {
        Dirty mark = deferred.remove(member);
        if (mark != null) {
            refold(around.identities().member(member), mark, now);
        }
    }

    private void refold(int member, Dirty mark, long now) {
        refolded++;
        Refold refold = new Refold(around, log, fold, objects, new Refold.Start(plan, member, mark.from()));
        refold.reporting((cause, rule, code, from) -> postings.declined(cause, member, rule, code, from));
        MemberState state = refold.run(now);
        Map<Integer, List<Entry>> corrections = refold.corrections();
        List<Entry> own = corrections.remove(member);
        corrections.forEach((account, entries) -> {
            steps.refolded(account, mark.from(), mark.reason(), entries, null);
            entries.forEach(postings::posted);
        });
        List<Entry> entries = own == null ? List.of() : own;
        steps.refolded(member, mark.from(), mark.reason(), entries, state);
        entries.forEach(postings::posted);
        state.timers.forEach(pending -> due.add(new Due(pending.at(), member)));
        states.put(member, state);
    }

    /**
     * Starts or ends the reading of what is in the log already: nothing is written or judged meanwhile.
     *
     * @param on whether it starts
     */
    public void replaying(boolean on) {
        replaying = on;
        objects.forgetHistories();
    }

    /** Gets ready to judge, once the log has been read. Whoever only follows a log does not call this. */
    public void ready() {
        plan.bind();
    }

    /**
     * Takes in a record of a chain that is in the log already.
     *
     * @param step the record
     */
    public void replay(Step step) {
        around.identities().head(step.identity(), step.place());
        int member = around.identities().member(step.identity());
        step.timers().forEach(timer -> due.add(new Due(timer.at(), member)));
        states.drop(member);
        if (step.kind() == Step.Kind.DEFERRED) {
            deferred.merge(member, new Dirty(step.at(), late), Reputation::earlier);
        } else if (step.kind() == Step.Kind.REFOLD) {
            deferred.remove(member);
        }
    }

}
