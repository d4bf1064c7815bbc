package dev.laurel.reputation;

import dev.laurel.identity.Identities;
import dev.laurel.log.ActivityFact;
import dev.laurel.log.Entry;
import dev.laurel.log.Place;
import dev.laurel.log.SegmentWriter;
import dev.laurel.log.Step;
import dev.laurel.reputation.Marks.Mark;
import dev.laurel.reputation.MemberState.Pending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends records to the chains of identities. Now and then a record carries the member's state, so that a later walk ends there. */
final class StepWriter {
    private static final int SNAPSHOT_EVERY = 32;

    private final Identities identities;
    private final SegmentWriter writer;
    private final Gaps gaps;

    StepWriter(Identities identities, SegmentWriter writer, Gaps gaps) {
        this.identities = identities;
        this.writer = writer;
        this.gaps = gaps;
    }

    /** Makes the next record of a member carry the state. */
    static void wantSnapshot(MemberState state) {
        state.sinceSnapshot = SNAPSHOT_EVERY;
    }

    void judged(ActivityFact fact, int role, int identity, Collected collected, MemberState state) {
        append(Step.Kind.JUDGED, new Parts(identity, fact.place, role, fact.at, -1), collected, snapshot(state));
    }

    void unjudged(Step.Kind kind, ActivityFact fact, int role, int identity) {
        append(kind, new Parts(identity, fact.place, role, fact.at, -1), new Collected(identity), null);
    }

    /** Somebody is to be folded anew from a time on, in a later batch. */
    void owed(int identity, long from) {
        append(Step.Kind.DEFERRED, new Parts(identity, Place.NONE, -1, from, -1), new Collected(identity), null);
    }

    void fired(Pending pending, int identity, Collected collected, MemberState state) {
        append(
                Step.Kind.FIRED,
                new Parts(identity, pending.cause(), pending.role(), pending.at(), pending.key()),
                collected,
                snapshot(state));
    }

    /** Corrections on the account of an identity that is somebody else's now. */
    void corrected(int identity, Mark mark, List<Entry> entries) {
        refolded(identity, mark, entries, List.of(), null);
    }

    void refolded(
            int identity, Mark mark, List<Entry> entries, List<Step.Declined> declines, @Nullable MemberState state) {
        List<Step.Timer> timers = new ArrayList<>(0);
        byte[] snapshot = null;
        if (state != null) {
            for (Pending pending : state.timers()) {
                timers.add(new Step.Timer(pending.rule(), pending.key(), pending.at()));
            }
            state.sinceSnapshot = 0;
            snapshot = state.write();
        }
        Step step = new Step(
                Step.Kind.REFOLD,
                Place.NONE,
                identities.head(identity),
                identity,
                Place.NONE,
                -1,
                mark.from(),
                mark.reason(),
                writer.time(),
                entries,
                declines,
                timers,
                snapshot);
        put(step);
    }

    private static byte @Nullable [] snapshot(MemberState state) {
        if (++state.sinceSnapshot < SNAPSHOT_EVERY) {
            return null;
        }
        state.sinceSnapshot = 0;
        return state.write();
    }

    private record Parts(int identity, long cause, int role, long at, int reason) {}

    private void append(Step.Kind kind, Parts parts, Collected collected, byte @Nullable [] snapshot) {
        Step step = new Step(
                kind,
                Place.NONE,
                identities.head(parts.identity),
                parts.identity,
                parts.cause,
                parts.role,
                parts.at,
                parts.reason,
                writer.time(),
                collected.entries(),
                collected.declines(),
                collected.timers(),
                snapshot);
        put(step);
    }

    private void put(Step step) {
        identities.head(step.identity(), writer.step(step));
        gaps.take(step);
    }
}
