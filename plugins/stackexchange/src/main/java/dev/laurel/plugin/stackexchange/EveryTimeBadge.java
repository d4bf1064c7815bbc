package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;

/** A badge that every participation earns; as it is held once, the earliest one counts. */
final class EveryTimeBadge implements RewardRule {
    private final RuleSpec spec;
    private final Decision badge;

    EveryTimeBadge(RuleSpec spec, String badge) {
        this.spec = spec;
        this.badge = Decision.grant(Badge.once(badge));
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return badge;
    }
}
