package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.log.LogReader;
import dev.laurel.log.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Who read the counters of an object when they were not yet what they are: in an activity that is later than one which
 * moves them, or in a timer that fired later.
 */
final class LateReaders {
    /** Gets members to be folded anew. */
    @FunctionalInterface
    interface Visitor {
        void reader(int member, long from);
    }

    /** What the readers of an object were last looked for, and where the chain of the object ended then. */
    private record Look(ActivityFact fact, long head) {}

    private final Map<Integer, Look> looks = new HashMap<>();
    private final Surroundings around;
    private final LogReader log;
    private final Plan plan;
    private final ObjectCounters objects;
    private final DueTimers due;

    LateReaders(Surroundings around, LogReader log, Plan plan, ObjectCounters objects, DueTimers due) {
        this.around = around;
        this.log = log;
        this.plan = plan;
        this.objects = objects;
        this.due = due;
    }

    /** Visits who has read what an activity moves; each from the participation on in which that was. */
    void of(ActivityFact fact, Visitor visitor) {
        boolean byTimers = objects.isReadByTimers(fact) && plan.rules.stream().anyMatch(this::isWaking);
        if (!byTimers && objects.isUnread(fact)) {
            return;
        }
        // Whoever came before an earlier look is marked by it already, if that was for something that happened earlier.
        Look before = byTimers ? null : looks.get(fact.object);
        if (before != null && around.order().compare(before.fact, fact) > 0) {
            before = null;
        }
        long head = around.objects().head(fact.object);
        if (!byTimers) {
            looks.put(fact.object, new Look(before == null ? fact : before.fact, head));
        }
        long end = before == null ? Place.NONE : before.head;
        long place = head;
        while (place != end) {
            ActivityFact other = log.activity(place);
            boolean later = around.order().compare(other, fact) > 0;
            if (other.place != fact.place && (later || byTimers)) {
                readers(other, later, member -> visitor.reader(member, other.at));
            }
            place = other.previousOfObject;
        }
    }

    /** Everybody who was marked has been folded anew: whoever reads from now on has not been seen. */
    void forget() {
        looks.clear();
    }

    private void readers(ActivityFact fact, boolean directly, IntConsumer visitor) {
        around.participants().visit(fact, (role, identity) -> {
            Plan.Listening listening = plan.on(fact.type, role);
            if (listening.readsObject() && (directly || isAnyWaking(listening.rules()))) {
                visitor.accept(around.identities().member(identity));
            }
        });
    }

    private boolean isAnyWaking(Plan.Rule[] rules) {
        for (Plan.Rule rule : rules) {
            if (isWaking(rule)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWaking(Plan.Rule rule) {
        return rule.readsObject() && due.isWaking(rule.name);
    }
}
