package dev.laurel.samplehost.breaking.guests;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;

/** A rule with a mistake in it: it throws for every seventh amount, and gives a point for the others. */
final class Throwing implements RewardRule {
    private static final int EVERY = 7;
    private static final RuleSpec SPEC = RuleSpec.of(
                    "thrown",
                    1,
                    Words.of(
                            "thrown",
                            "A rule with a mistake, which gives {0} point when it does not fail.",
                            "Une règle avec une erreur, qui donne {0} point quand elle n'échoue pas.",
                            1))
            .on("thanks.given")
            .as(Role.THANKED)
            .gives("luck")
            .build();

    @Override
    public RuleSpec spec() {
        return SPEC;
    }

    @Override
    public Decision decide(Participation participation) {
        if (participation.amount().orElse(1) % EVERY == 0) {
            throw new IllegalStateException("a rule with a mistake in it");
        }
        return Decision.grant(Points.of("luck", 1));
    }
}
