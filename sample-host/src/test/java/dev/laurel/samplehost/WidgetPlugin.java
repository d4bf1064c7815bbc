package dev.laurel.samplehost;

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

/** What the community of {@link WidgetHost} gives points for: thanks, ten or as many as they say. */
public final class WidgetPlugin implements Plugin, RewardRule {
    private static final RuleSpec SPEC = RuleSpec.of(
                    "thanked",
                    1,
                    Words.of(
                            "thanked",
                            "Somebody thanked you for an answer that helped.",
                            "Quelqu''un vous a remercié pour une réponse utile."))
            .on("thanks")
            .as(Role.THANKED)
            .gives("reputation")
            .build();

    @Override
    public String id() {
        return "shop";
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
        return Decision.grant(Points.of("reputation", participation.amount().orElse(10)));
    }
}
