package dev.laurel.reputation;

import dev.laurel.log.LogReader;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of members, as they are now: those seen last in memory, bounded by their number, the rest read back from the log. */
final class States {
    private static final int LONG_WAY = 4;

    private final Surroundings around;
    private final LogReader log;
    private final Plan plan;
    private final Fold fold;
    private final LinkedHashMap<Integer, MemberState> recent;

    States(Surroundings around, LogReader log, Plan plan, Fold fold, int most) {
        this.around = around;
        this.log = log;
        this.plan = plan;
        this.fold = fold;
        this.recent = new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, MemberState> eldest) {
                return size() > most;
            }
        };
    }

    void put(int member, MemberState state) {
        recent.put(member, state);
    }

    void drop(int member) {
        recent.remove(member);
    }

    /** {@return the state of a member, or null if only folding anew can tell, because the rules declare other things now} */
    @Nullable
    MemberState get(int member) {
        MemberState state = recent.get(member);
        if (state == null) {
            state = load(member);
            if (state != null) {
                recent.put(member, state);
            }
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
