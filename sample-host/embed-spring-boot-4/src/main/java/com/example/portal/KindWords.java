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

/** The portal's own rules: 5 points for being thanked, 10 for an answer that somebody else finds helpful. */
class KindWords implements Plugin {
    static final String CURRENCY = "kindness";

    @Override
    public String id() {
        return "kind-words";
    }

    @Override
    public List<Extension<?>> extensions() {
        return List.of(
                Extension.rewardRules("kindness", ConfigSpec.none(), context -> List.of(new Thanked(), new Helpful())));
    }

    private static final class Thanked implements RewardRule {
        private static final Words WORDS =
                Words.of("thanked", "Whoever is thanked gets {0} points.", "Qui est remercié gagne {0} points.", 5);

        @Override
        public RuleSpec spec() {
            return RuleSpec.of("thanked", 1, WORDS)
                    .on("thanks.given")
                    .as(Role.THANKED)
                    .gives(CURRENCY)
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            return Decision.grant(Points.of(CURRENCY, 5));
        }
    }

    private static final class Helpful implements RewardRule {
        private static final Words WORDS = Words.of(
                "helpful",
                "An answer that somebody finds helpful gives its author {0} points.",
                "Une réponse que quelqu'un trouve utile donne {0} points à son auteur.",
                10);

        @Override
        public RuleSpec spec() {
            return RuleSpec.of("helpful", 1, WORDS)
                    .on("answer.helpful")
                    .as(Role.AUTHOR)
                    .objects("answer")
                    .gives(CURRENCY)
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            return participation.alsoAs(Role.RATER)
                    ? Decision.decline("OWN_ANSWER")
                    : Decision.grant(Points.of(CURRENCY, 10));
        }
    }
}
