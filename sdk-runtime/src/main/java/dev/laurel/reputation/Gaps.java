package dev.laurel.reputation;

import dev.laurel.identity.Identities;
import dev.laurel.log.Place;
import dev.laurel.log.Step;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a rule did not answer: by identity, the time of the first participation it owes an answer to. It is in the log,
 * as a decline of its own kind, so that it is found again after a restart; whoever is folded anew from there on has none
 * any more, unless the rule fails again.
 */
final class Gaps {
    private final Identities identities;
    private final int failed;
    // In one order, so that the same log is folded anew in the same order.
    private final SortedMap<Integer, Long> from = new TreeMap<>();

    Gaps(Identities identities, int failed) {
        this.identities = identities;
        this.failed = failed;
    }

    /** Takes a record of a chain in, whether it is being written or read again. */
    void take(Step step) {
        if (step.kind() == Step.Kind.REFOLD && step.snapshot() != null) {
            for (int identity : identities.of(identities.member(step.identity()))) {
                // A gap before the time from which on the member was folded anew is still one.
                from.computeIfPresent(identity, (same, gap) -> gap >= step.at() ? null : gap);
            }
        }
        for (int i = 0; i < step.declines().size(); i++) {
            Step.Declined decline = step.declines().get(i);
            // A refold begins before what failed in it, and its record says once when that was.
            boolean refold = step.kind() == Step.Kind.REFOLD;
            if (decline.code() == failed && (!refold || decline.cause() == Place.NONE)) {
                from.merge(step.identity(), refold ? decline.from() : step.at(), Math::min);
            }
        }
    }

    /** {@return all there are, by identity} */
    Map<Integer, Long> all() {
        return new TreeMap<>(from);
    }
}
