package dev.laurel.reputation;

import dev.laurel.log.Grant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What rules are not asked about again, of one member, while it is folded anew. */
final class Waived {
    private final Gaps gaps;
    private final int member;
    private final Map<Integer, List<Gaps.Waiver>> byRule = new HashMap<>(2);

    Waived(Gaps gaps, int member) {
        this.gaps = gaps;
        this.member = member;
    }

    /** {@return whether a rule is not asked about a participation, or a timer, of a time, recorded at a place} */
    boolean contains(Grant cause, long place, long at) {
        if (cause.kind() != Grant.Kind.TIMER) {
            return contains(cause.rule(), place, at);
        }
        for (Gaps.Waiver waiver : of(cause.rule())) {
            if (waiver.from() <= at && at <= waiver.at()) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a rule is not asked about a participation of a time, recorded at a place} */
    boolean contains(int rule, long place, long at) {
        for (Gaps.Waiver waiver : of(rule)) {
            if (waiver.from() <= at && place < waiver.before()) {
                return true;
            }
        }
        return false;
    }

    private List<Gaps.Waiver> of(int rule) {
        return gaps.isAnyWaived() ? byRule.computeIfAbsent(rule, key -> gaps.waived(key, member)) : List.of();
    }
}
