package dev.laurel.reputation;

import dev.laurel.log.ActivityFact;
import dev.laurel.reputation.MemberState.Pending;

/** Lets timers fire: those of one member before something later is judged, and those of everybody when they are due. */
final class Firing {
    private final Reputation of;
    private final int rules;

    Firing(Reputation of) {
        this.of = of;
        this.rules = of.around.dictionary().number("RULES_CHANGED");
    }

    /** Fires what a member's timers are due for by a time, in the order in which they are due. */
    void upTo(MemberState state, int member, long by) {
        for (Pending pending = state.takeDue(by); pending != null; pending = state.takeDue(by)) {
            ActivityFact cause = of.log.activity(pending.cause());
            int identity = of.around.participants().holder(cause, pending.role());
            boolean concerned = identity >= 0 && of.around.identities().member(identity) == member;
            if (!concerned || !of.around.participants().counts(cause)) {
                continue;
            }
            of.fold.frame.set(cause, state, pending.role(), member);
            of.objects.at(cause, pending, of.fold.frame);
            Collected collected = new Collected(identity);
            of.fold.fire(state, pending, cause, collected);
            of.steps.fired(pending, identity, collected, state);
            of.due.fired(member, pending.at());
            of.report(collected, member);
        }
    }

    /** {@return whether some are still due, because the segment is longer than it should be} */
    boolean due(long now, int mostBytes) {
        of.objects.forgetHistories();
        while (of.due.isDue(now)) {
            if (of.writer.length() > mostBytes) {
                return true;
            }
            int member = of.around.identities().member(of.due.next());
            if (of.isWaiting(member)) {
                continue;
            }
            MemberState state = of.states.get(member);
            if (state == null) {
                of.dirtyFromBeginning(member, rules);
            } else {
                upTo(state, member, now);
            }
        }
        return false;
    }
}
