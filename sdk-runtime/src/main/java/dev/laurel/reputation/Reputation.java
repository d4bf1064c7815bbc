package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.Calendar;
import dev.laurel.log.LogReader;
import dev.laurel.log.SegmentWriter;
import dev.laurel.log.Step;
import dev.laurel.reputation.Marks.Mark;
import dev.laurel.reputation.Plan.Listening;
import java.time.ZoneId;

/**
 * The fold of a whole community. What comes in time order takes one step; who is concerned by something late, taken
 * back or attributed anew is marked, and {@link #settle} folds each of them anew once. Used by the partition's thread
 * only, between the start of a segment and its sealing.
 */
public final class Reputation {
    // Timers fire up to the time of the batch, or up to an activity a little ahead of it.
    private static final long AHEAD = 600_000_000L;

    /**
     * How a reputation is set up.
     *
     * @param zone the community's time zone, for days and months
     * @param judge asks the rules
     * @param cachedMembers how many members' states to keep in memory
     */
    public record Setup(ZoneId zone, Judge judge, int cachedMembers) {}

    final Surroundings around;
    final LogReader log;
    final SegmentWriter writer;
    final Plan plan;
    final Fold fold;
    final ObjectCounters objects;
    final Postings postings;
    final States states;
    final StepWriter steps;
    final DueTimers due = new DueTimers();
    final Judge judge;
    private final Nearby nearby;
    private final Timeline timeline;
    private final LateReaders readers;
    final Rejudging rejudging;
    private final Firing firing;
    final Gaps gaps;
    final int failed;
    private final int late;
    private final int rules;
    private boolean replaying;

    /**
     * A fold.
     *
     * @param around what it has to know of the community
     * @param log reads the log
     * @param writer where steps are written
     * @param postings gets what the fold comes to
     * @param setup how it is set up
     */
    public Reputation(Surroundings around, LogReader log, SegmentWriter writer, Postings postings, Setup setup) {
        this.around = around;
        this.log = log;
        this.writer = writer;
        this.judge = setup.judge();
        this.plan = new Plan(setup.judge().rules(), around.dictionary());
        this.timeline = new Timeline();
        this.objects = new ObjectCounters(around, plan);
        this.fold = new Fold(around, plan, setup.judge(), timeline, new Calendar(setup.zone()));
        this.postings = postings;
        this.states = new States(around, log, plan, fold, setup.cachedMembers());
        this.nearby = new Nearby(states, objects);
        this.failed = around.dictionary().number(Fold.RULE_FAILED);
        this.gaps = new Gaps(around.identities(), failed);
        this.steps = new StepWriter(around.identities(), writer, gaps);
        this.readers = new LateReaders(around, log, plan, objects, due);
        this.rejudging = new Rejudging(this);
        this.firing = new Firing(this);
        this.late = around.dictionary().number("LATE");
        this.rules = around.dictionary().number("RULES_CHANGED");
    }

    /** {@return which version of each rule is in force from when} */
    public Timeline timeline() {
        return timeline;
    }

    /** {@return how many members have been folded anew} */
    public long refolded() {
        return rejudging.refolded();
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
            judgeReaders(fact, late);
        }
        objects.read(fact);
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

    /** {@return where things stand that judging will need} */
    public Nearby nearby() {
        return nearby;
    }

    private void judgeReaders(ActivityFact fact, int reason) {
        if (!replaying) {
            readers.of(fact, (member, from) -> dirty(member, from, reason));
        }
    }

    private void wait(ActivityFact fact, int role, int identity) {
        steps.unjudged(Step.Kind.DEFERRED, fact, role, identity);
        rejudging.defer(around.identities().member(identity), new Mark(fact.at, late));
    }

    private void part(ActivityFact fact, int role, int identity, boolean inOrder) {
        int member = around.identities().member(identity);
        if (!inOrder || rejudging.isWaiting(member)) {
            join(fact, role, identity, late);
            return;
        }
        MemberState state = states.get(member);
        if (state == null) {
            join(fact, role, identity, rules);
            dirtyFromBeginning(member, rules);
            return;
        }
        boolean after = fact.at > state.foldedTo || (fact.at == state.foldedTo && !state.isPast(fact, around.order()));
        if (!after) {
            join(fact, role, identity, late);
            return;
        }
        firing.upTo(state, member, fact.at);
        Listening listening = fold.enter(state, fact, role, member);
        if (listening.readsObject()) {
            objects.running(fact, fold.frame);
        }
        Collected collected = new Collected(identity);
        fold.judge(state, fact, role, listening, collected);
        steps.judged(fact, role, identity, collected, state);
        report(collected, member);
    }

    void report(Collected collected, int member) {
        for (int i = 0; i < collected.timers().size(); i++) {
            due.add(member, collected.timers().get(i));
        }
        for (int i = 0; i < collected.entries().size(); i++) {
            postings.posted(collected.entries().get(i));
        }
        for (int i = 0; i < collected.declines().size(); i++) {
            postings.declined(member, collected.declines().get(i));
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
        return firing.due(now, mostBytes);
    }

    /** {@return when the next timer is due, in microseconds since 1970; the far future if there is none} */
    public long nextDue() {
        return due.nextAt();
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
            judgeReaders(fact, reason);
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
        rejudging.mark(member, new Mark(from, reason));
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
        rejudging.merged(from, into);
    }

    /**
     * Folds everybody anew who is marked. Members whose history is still coming in wait for it.
     *
     * @param now the time of the batch, in microseconds since 1970: timers due by then fire
     */
    public void settle(long now) {
        readers.forget();
        rejudging.settle(now);
    }

    /** {@return what rules owe answers to} */
    public Debts debts() {
        return new Debts(this);
    }

    /** {@return whether a member is to be folded anew before anything else of theirs is judged} */
    boolean isWaiting(int member) {
        return rejudging.isWaiting(member);
    }

    /** {@return how many members wait for their history to be complete} */
    public int deferred() {
        return rejudging.deferred();
    }

    /**
     * Whether a member waits for history to be complete.
     *
     * @param member the identity that names the member
     * @return whether what is shown of the member is not final
     */
    public boolean isDeferred(int member) {
        return rejudging.isDeferred(member);
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
        return rejudging.settleDeferred(most, mostBytes, now);
    }

    /**
     * Folds one member anew whose history was coming in.
     *
     * @param member the identity that names the member
     * @param now the time of the batch
     */
    public void settleOne(int member, long now) {
        rejudging.settleOne(member, now);
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

    /** {@return whether the log is being read} */
    public boolean isReplaying() {
        return replaying;
    }

    /** Gets ready to judge, once the log has been read. Whoever only follows a log does not call this. */
    public void ready() {
        plan.bind(timeline);
    }

    /**
     * Takes in a record of a chain that is in the log already.
     *
     * @param step the record
     */
    public void replay(Step step) {
        around.identities().head(step.identity(), step.place());
        int member = around.identities().member(step.identity());
        step.timers().forEach(timer -> due.add(member, timer));
        if (step.kind() == Step.Kind.FIRED) {
            due.fired(member, step.at());
            objects.fired(step.at());
        } else if (step.kind() == Step.Kind.REFOLD) {
            objects.fired(step.recorded() + AHEAD);
        }
        states.drop(member);
        gaps.take(step);
        if (step.kind() == Step.Kind.DEFERRED) {
            rejudging.defer(member, new Mark(step.at(), late));
        } else if (step.kind() == Step.Kind.REFOLD) {
            rejudging.judged(member);
        }
    }
}
