package dev.laurel.samplehost.breaking.guests;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;

/** The same points for every thanks, so that anybody can count along. */
final class Thanks implements RewardRule {
    private static final int POINTS = 5;
    private static final RuleSpec SPEC = RuleSpec.of(
                    "thanked",
                    1,
                    Words.of(
                            "thanked",
                            "Whoever is thanked gets {0} points.",
                            "Qui est remercié gagne {0} points.",
                            POINTS))
            .on("thanks.given")
            .as(Role.THANKED)
            .gives("kindness")
            .build();

    @Override
    public RuleSpec spec() {
        return SPEC;
    }

    @Override
    public Decision decide(Participation participation) {
        return Decision.grant(Points.of("kindness", POINTS));
    }
}
