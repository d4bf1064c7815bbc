package dev.laurel;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One rule that refuses at first and looks again a day later; it can be broken, and be less strict. */
final class GardenPlugin implements Plugin {
    static final Duration DAY = Duration.ofDays(1);

    /** Makes the rule throw. */
    volatile boolean broken;
    /** Lets the rule look away: it refuses nothing any more. */
    volatile boolean lenient;

    @Override
    public String id() {
        return "garden";
    }

    @Override
    public List<Extension<?>> extensions() {
        return List.of(Extension.rewardRules("rules", ConfigSpec.none(), context -> List.of(new Sown())));
    }

    /** What is sown earns three points if it is no weed a day later; that is seen by its amount. */
    private final class Sown implements RewardRule {
        @Override
        public RuleSpec spec() {
            return RuleSpec.of("sown", 1, Words.of("sown", "Sown.", "Semé."))
                    .on("sow")
                    .as(Role.MEMBER)
                    .gives("reputation")
                    .build();
        }

        @Override
        public Decision decide(Participation participation) {
            if (broken) {
                throw new IllegalStateException("it rains");
            }
            if (participation.timer().isEmpty()) {
                Instant grown = participation.at().plus(DAY);
                return (lenient ? Decision.none() : Decision.declineUntil("TOO_YOUNG", grown)).wakeAt(grown, "grown");
            }
            if (participation.amount().orElse(0) % 2 == 0) {
                return Decision.grant(Points.of("reputation", 3));
            }
            return lenient ? Decision.none() : Decision.decline("A_WEED");
        }
    }
}
