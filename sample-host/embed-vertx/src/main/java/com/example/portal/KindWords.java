package com.example.portal;

import dev.laurel.spi.Extension;
import dev.laurel.spi.Plugin;
import dev.laurel.spi.RewardRule;
import dev.laurel.spi.activity.Role;
import dev.laurel.spi.config.ConfigSpec;
import dev.laurel.spi.reward.Decision;
import dev.laurel.spi.reward.Participation;
import dev.laurel.spi.reward.Points;
import dev.laurel.spi.reward.RuleSpec;
import dev.laurel.spi.reward.Words;
import java.util.List;

/** The portal's own rule: whoever is thanked gets 5 points. */
final class KindWords implements Plugin, RewardRule {
    private static final RuleSpec SPEC = RuleSpec.of(
                    "thanked",
                    1,
                    Words.of("thanked", "Whoever is thanked gets {0} points.", "Qui est remercié gagne {0} points.", 5))
            .on("thanks.given")
            .as(Role.THANKED)
            .gives("kindness")
            .build();

    @Override
    public String id() {
        return "kind-words";
    }

    @Override
    public List<Extension<?>> extensions() {
        return List.of(Extension.rewardRules("thanks", ConfigSpec.none(), context -> List.of(this)));
    }

    @Override
    public RuleSpec spec() {
        return SPEC;
    }

    @Override
    public Decision decide(Participation participation) {
        return Decision.grant(Points.of("kindness", 5));
    }
}
