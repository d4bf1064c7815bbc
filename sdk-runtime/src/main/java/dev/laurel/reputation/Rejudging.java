package dev.laurel.reputation;

import dev.laurel.log.Entry;
import dev.laurel.reputation.Marks.Mark;
import java.util.List;
import java.util.Map;

/**
 * Who has to be folded anew: in the batch at work, or later, because their history is still coming in or the batch is
 * full. Each is folded once, whatever the number of reasons.
 */
final class Rejudging {
    /** When a segment is longer than this, who is still to be folded anew waits for the next one. */
    private static final int MOST_BYTES = 24 << 20;

    private final Reputation of;
    private final Marks dirty = new Marks();
    private final Marks deferred = new Marks();
    private long refolded;

    Rejudging(Reputation of) {
        this.of = of;
    }

    /** {@return how many members have been folded anew} */
    long refolded() {
        return refolded;
    }

    /** {@return whether a member is to be folded anew before anything else is judged} */
    boolean isWaiting(int member) {
        return dirty.contains(member) || deferred.contains(member);
    }

    int deferred() {
        return deferred.size();
    }

    boolean isDeferred(int member) {
        return deferred.contains(member);
    }

    void mark(int member, Mark mark) {
        dirty.add(member, mark);
    }

    /** A record of the chain says that the member waits. */
    void defer(int member, Mark mark) {
        deferred.add(member, mark);
        of.states.drop(member);
    }

    /** A record of the chain says that the member has been folded anew. */
    void judged(int member) {
        deferred.remove(member);
    }

    void merged(int from, int into) {
        Mark waiting = deferred.remove(from);
        if (waiting != null) {
            deferred.add(into, waiting);
        }
    }

    void settle(long now) {
        if (dirty.isEmpty()) {
            return;
        }
        of.objects.forgetHistories();
        Marks named = new Marks();
        dirty.take().forEach((member, mark) -> named.add(of.around.identities().member(member), mark));
        named.take().forEach((member, mark) -> {
            if (deferred.contains(member) || of.writer.length() > MOST_BYTES) {
                owe(member, mark);
            } else {
                refold(member, mark, now);
            }
        });
    }

    /** What is marked without a record of its own in the chain has to be found when the log is read again. */
    void owe(int member, Mark mark) {
        if (deferred.add(member, mark)) {
            of.steps.owed(member, mark.from());
            of.states.drop(member);
        }
    }

    int settleDeferred(int most, int mostBytes, long now) {
        of.objects.forgetHistories();
        int count = 0;
        while (!deferred.isEmpty() && count++ < most && of.writer.length() < mostBytes) {
            settleOne(deferred.first(), now);
        }
        return deferred.size();
    }

    void settleOne(int member, long now) {
        Mark mark = deferred.remove(member);
        if (mark != null) {
            refold(of.around.identities().member(member), mark, now);
        }
    }

    private void refold(int member, Mark mark, long now) {
        refolded++;
        Refold refold = new Refold(
                of.around, of.log, of.fold, of.objects, new Refold.Start(of.plan, of.gaps, member, mark.from()));
        refold.reporting(declined -> of.postings.declined(member, declined));
        MemberState state = refold.run(now);
        Map<Integer, List<Entry>> corrections = refold.corrections();
        List<Entry> own = corrections.remove(member);
        corrections.forEach((account, entries) -> {
            of.steps.corrected(account, mark, entries);
            entries.forEach(of.postings::posted);
        });
        List<Entry> entries = own == null ? List.of() : own;
        of.steps.refolded(member, mark, entries, refold.declines(), state);
        entries.forEach(of.postings::posted);
        state.timers().forEach(pending -> of.due.add(member, pending.timer()));
        of.states.put(member, state);
    }
}
