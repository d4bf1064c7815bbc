package dev.laurel.samplehost.showcase.rules;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.RuleSpec;

/** Never gives anything: it is there so that whoever asks "why not?" gets an answer. */
final class Worthless implements RewardRule {
    private final RuleSpec spec;
    private final Refusal reason;

    Worthless(RuleSpec.Builder spec, Refusal reason) {
        this.spec = Refusal.declare(spec, reason).build();
        this.reason = reason;
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return reason.decision();
    }
}
