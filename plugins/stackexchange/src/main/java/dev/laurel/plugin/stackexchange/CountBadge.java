package dev.laurel.plugin.stackexchange;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Badge;
import dev.laurel.spi.reward.Counter;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;

/** A badge for the participation with which a counter reaches a value. */
final class CountBadge implements RewardRule {
    private final RuleSpec spec;
    private final Counter counter;
    private final long value;
    private final Decision badge;

    CountBadge(RuleSpec.Builder spec, Counter counter, long value, Badge badge) {
        this.spec = spec.reads(counter).build();
        this.counter = counter;
        this.value = value;
        this.badge = Decision.grant(badge);
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return participation.reaches(counter, value) ? badge : Decision.none();
    }
}
