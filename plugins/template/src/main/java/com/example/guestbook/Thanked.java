package com.example.guestbook;

import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;

/** Points for whoever is thanked by somebody else. */
final class Thanked implements RewardRule {
    /** For each point of the setting. Change it while Try runs. */
    private static final int FACTOR = 1;

    private final RuleSpec spec;
    private final Decision points;

    Thanked(long setting) {
        long amount = setting * FACTOR;
        spec = RuleSpec.of("thanked", 1, Words.of("thanked",
                        "Whoever is thanked gets {0} points.", "Qui est remercié gagne {0} points.", amount))
                .on("thanks.given").as(Role.THANKED).gives("kindness")
                .declining("OWN_THANKS", Words.of("own-thanks",
                        "Thanks to oneself earn nothing.", "Se remercier soi-même ne rapporte rien."))
                .build();
        points = Decision.grant(Points.of("kindness", amount));
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public Decision decide(Participation participation) {
        return participation.alsoAs(Role.AUTHOR) ? Decision.decline("OWN_THANKS") : points;
    }
}
