package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;

/** Never gives anything: it is there so that whoever asks "why not?" gets an answer. */
final class Worthless implements RewardRule {
    private final RuleSpec spec;
    private final Decision decline;

    Worthless(RuleSpec.Builder spec, String code) {
        this.spec = spec.build();
        this.decline = Decision.decline(code);
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return decline;
    }
}
