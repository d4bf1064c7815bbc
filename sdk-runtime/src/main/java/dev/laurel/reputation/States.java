package dev.laurel.reputation;

import dev.laurel.log.LogReader;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states of members, as they are now: those seen lately in memory, bounded by their number, the rest read back from
 * the log. Which one has to go when there are too many is found by a hand that goes round and takes the first that has
 * not been asked for since it came by last: it costs no order to keep up at every look.
 */
final class States {
    private static final int LONG_WAY = 4;
    private static final int CHUNK = 1024;
    private static final int FREE = -1;

    private final Surroundings around;
    private final LogReader log;
    private final Plan plan;
    private final Fold fold;
    private final int most;
    // By member, in chunks that are there once somebody of theirs has been seen.
    private @Nullable MemberState[] @Nullable [] recent = new @Nullable MemberState[16][];
    // The members in memory, round which the hand goes.
    private int[] ring = new int[64];
    private int seats;
    private int hand;

    States(Surroundings around, LogReader log, Plan plan, Fold fold, int most) {
        this.around = around;
        this.log = log;
        this.plan = plan;
        this.fold = fold;
        this.most = Math.max(1, most);
    }

    void put(int member, MemberState state) {
        MemberState before = known(member);
        state.seat = before == null ? seat(member) : before.seat;
        state.asked = true;
        place(member, state);
    }

    void drop(int member) {
        MemberState state = known(member);
        if (state != null) {
            ring[state.seat] = FREE;
            place(member, null);
        }
    }

    /** {@return nothing of meaning: it looks to where a state stands} */
    long near(int member) {
        MemberState state = known(member);
        return state == null ? 0 : state.foldedTo;
    }

    /** {@return nothing of meaning: it looks into a state} */
    long inside(int member) {
        MemberState state = known(member);
        return state == null ? 0 : state.inside();
    }

    private @Nullable MemberState known(int member) {
        int chunk = member / CHUNK;
        @Nullable MemberState[] states = chunk < recent.length ? recent[chunk] : null;
        return states == null ? null : states[member % CHUNK];
    }

    private void place(int member, @Nullable MemberState state) {
        int chunk = member / CHUNK;
        if (chunk >= recent.length) {
            recent = Arrays.copyOf(recent, chunk + (chunk >> 1) + 1);
        }
        @Nullable MemberState[] states = recent[chunk];
        if (states == null) {
            states = new MemberState[CHUNK];
            recent[chunk] = states;
        }
        states[member % CHUNK] = state;
    }

    /** {@return a seat in the ring, now the member's; if all are taken, somebody has to get up} */
    private int seat(int member) {
        int seat = seats < most ? seats++ : vacated();
        if (seat == ring.length) {
            ring = Arrays.copyOf(ring, Math.min(most, seat * 2));
        }
        ring[seat] = member;
        return seat;
    }

    private int vacated() {
        while (true) {
            int seat = hand;
            hand = hand + 1 == seats ? 0 : hand + 1;
            MemberState sitting = ring[seat] == FREE ? null : known(ring[seat]);
            if (sitting == null) {
                return seat;
            }
            if (!sitting.asked) {
                place(ring[seat], null);
                return seat;
            }
            sitting.asked = false;
        }
    }

    /** {@return the state of a member, or null if only folding anew can tell, because the rules declare other things now} */
    @Nullable
    MemberState get(int member) {
        MemberState state = known(member);
        if (state == null) {
            state = load(member);
            if (state != null) {
                put(member, state);
            }
        } else {
            state.asked = true;
        }
        return state;
    }

    private @Nullable MemberState load(int member) {
        if (around.identities().head(member) == Place.NONE
                && around.identities().isSingle(member)) {
            return new MemberState(plan);
        }
        ChainWalk walk = new ChainWalk(around.identities(), log, member);
        List<Step> since = new ArrayList<>();
        MemberState state = null;
        for (Step step = walk.next(); step != null; step = walk.next()) {
            if (step.snapshot() != null) {
                state = MemberState.read(step.snapshot(), plan);
                if (state != null) {
                    break;
                }
            }
            if (step.kind() != Step.Kind.JUDGED && step.kind() != Step.Kind.FIRED) {
                return null;
            }
            since.add(step);
        }
        MemberState loaded = state == null ? new MemberState(plan) : state;
        for (int i = since.size() - 1; i >= 0; i--) {
            Step step = since.get(i);
            fold.replay(loaded, step, log.activity(step.cause()), member);
        }
        if (since.size() > LONG_WAY) {
            StepWriter.wantSnapshot(loaded);
        }
        return loaded;
    }
}
