package dev.laurel.reputation;

import dev.laurel.identity.Identities;
import dev.laurel.log.Step;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a rule did not answer: by identity, the time of the first participation it owes an answer to. It is in the log,
 * as a decline of its own kind, so that it is found again after a restart; whoever is folded anew has none any more,
 * unless the rule fails again.
 */
final class Gaps {
    private final Identities identities;
    private final int failed;
    private final Map<Integer, Long> from = new HashMap<>();

    Gaps(Identities identities, int failed) {
        this.identities = identities;
        this.failed = failed;
    }

    /** {@return whether a decline says that the rule did not answer} */
    boolean isGap(Step.Declined decline) {
        return decline.code() == failed;
    }

    /** Takes a record of a chain in, whether it is being written or read again. */
    void take(Step step) {
        if (step.kind() == Step.Kind.REFOLD && step.snapshot() != null) {
            for (int identity : identities.of(identities.member(step.identity()))) {
                from.remove(identity);
            }
        }
        for (int i = 0; i < step.declines().size(); i++) {
            if (isGap(step.declines().get(i))) {
                from.merge(step.identity(), step.at(), Math::min);
            }
        }
    }

    /** {@return all there are, by identity} */
    Map<Integer, Long> all() {
        return Map.copyOf(from);
    }
}
