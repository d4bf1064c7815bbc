package dev.laurel.pipeline;

import dev.laurel.identity.ObjectChange;
import dev.laurel.identity.Objects;
import dev.laurel.identity.Participants;
import dev.laurel.identity.Withdrawals;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.ActivityFact.ObjectFact;
import dev.laurel.log.Dictionary;
import dev.laurel.log.Facts;
import dev.laurel.log.Place;
import dev.laurel.log.TimeOrder;
import dev.laurel.pipeline.ObjectBoards.Where;
import dev.laurel.reputation.Reputation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * What follows for earlier activities when something becomes known: who takes part in them now, and whether they count.
 * The same when the log is read again, where only what is known has to be rebuilt.
 */
final class Consequences {
    private final Facts facts;
    private final TimeOrder order;
    private final Objects objects;
    private final Participants participants;
    private final Withdrawals withdrawals;
    private final Reputation reputation;
    private final Outcomes outcomes;
    private final Projections projections;
    private final LongFunction<ActivityFact> byNumber;
    private final int attributed;
    private final int hidden;
    private final int withdrawn;
    private final int replaced;

    Consequences(Engine engine) {
        Engine.World world = engine.world();
        Dictionary dictionary = engine.dictionary();
        this.outcomes = engine.outcomes();
        this.projections = engine.projections();
        this.facts = world.around().facts();
        this.order = world.around().order();
        this.objects = world.around().objects();
        this.participants = world.around().participants();
        this.withdrawals = world.withdrawals();
        this.reputation = engine.reputation();
        this.byNumber = engine::activity;
        this.attributed = dictionary.number("ATTRIBUTED");
        this.hidden = dictionary.number("OBJECT_STATE");
        this.withdrawn = dictionary.number("WITHDRAWN");
        this.replaced = dictionary.number("REPLACED");
    }

    /** Takes in what an activity says of its object; who was known before is noted, for they may lose. */
    void say(ActivityFact fact) {
        int authorBefore = objects.author(fact.object);
        int parentBefore = objects.parent(fact.object);
        // Looking at all that hangs on an object is for those few activities that may move it.
        boolean moves = !isFirst(fact) && mayMove(fact);
        List<Where> before = moves ? projections.before(fact.object) : List.of();
        ObjectChange change = objects.say(fact);
        project(before, change, fact, authorBefore, parentBefore);
        follow(fact, change, authorBefore, parentBefore);
    }

    /** Whether what is said could be news: most activities say again what is known of their object. */
    private boolean mayMove(ActivityFact fact) {
        ObjectFact says = fact.says;
        return says != null
                && (says.state != ActivityFact.NONE
                        || (says.type != ActivityFact.NONE && says.type != objects.type(fact.object))
                        || (says.parent != ActivityFact.NONE && says.parent != objects.parent(fact.object))
                        || (says.topics.length > 0 && !Arrays.equals(says.topics, objects.topics(fact.object))));
    }

    /** Whether nothing can hang on an object yet: nothing has come about it, and nothing belongs to it. */
    private boolean isFirst(ActivityFact fact) {
        return fact.previousOfObject == Place.NONE && objects.isChildless(fact.object);
    }

    private void project(
            List<Where> before, ObjectChange change, ActivityFact cause, int authorBefore, int parentBefore) {
        if (change.isOfKind() || change.isOfParent() || change.isOfState()) {
            projections.after(
                    before, cause, authorBefore, parentBefore < 0 ? ActivityFact.NONE : objects.author(parentBefore));
        }
    }

    private void follow(ActivityFact fact, ObjectChange change, int authorBefore, int parentBefore) {
        int object = fact.object;
        if (!change.isAny()) {
            return;
        }
        if (change.isOfState()) {
            objects.visitTree(object, below -> {
                if (objects.isLiveBelow(below, object)) {
                    earlier(below, fact, other -> turn(other, hidden));
                }
            });
        }
        if (reputation.isReplaying()) {
            return;
        }
        if (change.isOfKind() || change.isOfParent()) {
            // Rules may look at what an object belongs to, all the way up.
            objects.visitTree(object, below -> earlier(below, fact, other -> reputation.touched(other, attributed)));
        }
        if (change.isOfAuthor()) {
            earlier(object, fact, other -> reattribute(other, participants.author(), authorBefore));
            objects.visitChildren(
                    object,
                    child -> earlier(child, fact, other -> reattribute(other, participants.asker(), authorBefore)));
        }
        if (change.isOfParent()) {
            int asker = parentBefore < 0 ? -1 : objects.author(parentBefore);
            earlier(object, fact, other -> reattribute(other, participants.asker(), asker));
        }
    }

    private void turn(ActivityFact fact, int reason) {
        if (!withdrawals.isWithdrawn(fact.number)) {
            reputation.turned(fact, participants.counts(fact), reason);
        }
    }

    private void reattribute(ActivityFact fact, int role, int before) {
        if (fact.named(role) != ActivityFact.NONE) {
            return;
        }
        if (before >= 0) {
            reputation.left(before, fact, attributed);
        }
        int holder = participants.holder(fact, role);
        if (holder >= 0 && holder != before) {
            reputation.join(fact, role, holder, attributed);
        }
        reputation.touched(fact, attributed);
    }

    /** Visits what came about an object before something else did; what that means for them is its doing. */
    private void earlier(int object, ActivityFact cause, Consumer<ActivityFact> visitor) {
        long place = objects.head(object);
        while (place != Place.NONE) {
            if (place == cause.place) {
                place = cause.previousOfObject;
            } else {
                ActivityFact other = facts.activity(place);
                outcomes.because(place, cause.place);
                visitor.accept(other);
                place = other.previousOfObject;
            }
        }
    }

    /** Takes an activity back. */
    void withdraw(long number, ActivityFact withdrawal) {
        ActivityFact target = byNumber.apply(number);
        flip(target, () -> withdrawals.withdraw(number, withdrawal.number), withdrawn, withdrawal);
    }

    /** Replaces an activity by a newer revision. */
    void replace(long number, ActivityFact newer) {
        ActivityFact target = byNumber.apply(number);
        flip(target, () -> withdrawals.replace(number, newer.number), replaced, newer);
    }

    /** An activity, and whether it counted and was taken back before. */
    private record Before(ActivityFact fact, boolean counted, boolean gone) {}

    /** An activity, and what a withdrawal of a withdrawal concerns as well; each turns if it counts otherwise than before. */
    private void flip(ActivityFact target, Runnable change, int reason, ActivityFact cause) {
        List<Before> concerned = new ArrayList<>();
        Set<Long> seen = new HashSet<>(Set.of(cause.number));
        for (ActivityFact next = target; next != null && seen.add(next.number); ) {
            concerned.add(new Before(next, participants.counts(next), withdrawals.isWithdrawn(next.number)));
            long further = withdrawals.target(next.number);
            next = further < 0 ? null : byNumber.apply(further);
        }
        change.run();
        // First what counts otherwise with objects as they were, then what objects become: nothing turns twice.
        for (Before before : concerned) {
            boolean counts = participants.counts(before.fact);
            if (counts != before.counted) {
                outcomes.because(before.fact.place, cause.place);
                reputation.turned(before.fact, counts, reason);
                projections.turned(before.fact, counts);
            }
        }
        for (Before before : concerned) {
            if (before.fact.says != null && withdrawals.isWithdrawn(before.fact.number) != before.gone) {
                relearn(before.fact.object, cause);
            }
        }
    }

    private void relearn(int object, ActivityFact cause) {
        List<ActivityFact> saying = new ArrayList<>();
        for (long place = objects.head(object); place != Place.NONE; ) {
            ActivityFact other = facts.activity(place);
            if (other.says != null && !withdrawals.isWithdrawn(other.number)) {
                saying.add(other);
            }
            place = other.previousOfObject;
        }
        saying.sort(order);
        int authorBefore = objects.author(object);
        int parentBefore = objects.parent(object);
        List<Where> before = projections.before(object);
        ObjectChange change = objects.relearn(object, saying);
        ActivityFact about = new ActivityFact();
        about.object = object;
        about.place = cause.place;
        about.previousOfObject = cause.previousOfObject;
        project(before, change, about, authorBefore, parentBefore);
        follow(about, change, authorBefore, parentBefore);
    }
}
